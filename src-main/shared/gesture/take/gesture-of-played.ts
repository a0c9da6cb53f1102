/** What a deck did, as a curve of its record: the motion that was heard, motor and slipmat included. */
import { Deck, STRETCH } from "#shared/dsp/deck/index.ts"
import { SECONDS_PER_TURN } from "../motion/motion-estimator.ts"
import type { Gesture } from "./gesture.ts"
import { LEAST_JUMP_SECONDS } from "./jumps.ts"
import { deckEventsOfPlayed, snapshotOfPlayed, type Played } from "./played.ts"

export function gestureOfPlayed({ rateHz, frames, start, events }: Played): Gesture {
  const deck = new Deck(rateHz)
  deck.restore(snapshotOfPlayed(start), 0)
  for (const event of deckEventsOfPlayed(events)) deck.send(event)
  const points: Gesture["points"][number][] = []
  const sound = new Float32Array(STRETCH)
  const note = (frame: number, seconds: number): void => {
    points.push({ timeSeconds: frame / rateHz, positionTurns: seconds / SECONDS_PER_TURN })
  }
  note(0, deck.positionSeconds)
  while (deck.frame < frames) {
    const [frame, before] = [deck.frame, deck.positionSeconds]
    deck.process(sound, sound, 0, STRETCH)
    const after = deck.positionSeconds
    // A needle that is put elsewhere is two places at one time; the first one is where the gesture begins.
    if (Math.abs(after - before) > LEAST_JUMP_SECONDS) {
      if (frame === 0) points.pop()
      note(frame, after - (deck.speed * STRETCH) / rateHz)
    }
    note(deck.frame, after)
  }
  return {
    ...{
      durationSeconds: frames / rateHz,
      points,
      touches: touchesOf(events, start.isHeld, frames / rateHz, rateHz),
    },
    fader: [
      { timeSeconds: 0, value: start.gate.place },
      ...events.flatMap((event) =>
        event.kind === "fader"
          ? [{ timeSeconds: Math.max(0, event.frame / rateHz), value: clamp(event.place) }]
          : [],
      ),
    ],
  }
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

function touchesOf(
  events: Played["events"],
  isHeldAtFirst: boolean,
  endSeconds: number,
  rateHz: number,
): Gesture["touches"][number][] {
  const spans: Gesture["touches"][number][] = []
  let since = isHeldAtFirst ? 0 : null
  for (const event of events) {
    if (event.kind !== "touch" || event.isHeld === (since !== null)) continue
    const seconds = event.frame / rateHz
    if (since !== null) spans.push({ startSeconds: since, endSeconds: seconds })
    since = event.isHeld ? seconds : null
  }
  if (since !== null) spans.push({ startSeconds: since, endSeconds })
  return spans
}
