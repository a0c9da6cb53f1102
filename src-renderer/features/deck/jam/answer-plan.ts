/** An answer as what happens on a deck, from a little before its bar line on: the record is taken there. Pure. */
import { packEvents, type DeckEvent } from "#shared/dsp/deck/index.ts"
import {
  deckEventsOf,
  faderAt,
  turnsAt,
  SECONDS_PER_TURN,
  type Gesture,
} from "#shared/gesture/index.ts"

/** So long before its bar line the partner's hand is on the record: it stands by then. */
export const TAKE_SECONDS = 0.012

interface Plan {
  frame: number
  frames: number
  events: Float64Array
}

/**
 * @param lineSeconds of the context, the answer's second 0
 * @param fromSeconds of the answer, from which it is heard; what comes before is left out
 */
export function planOf(
  answer: Gesture,
  lineSeconds: number,
  rateHz: number,
  fromSeconds = 0,
): Plan {
  const lead = Math.round(TAKE_SECONDS * rateHz)
  const from = Math.round(fromSeconds * rateHz)
  const seconds = turnsAt(answer, fromSeconds) * SECONDS_PER_TURN
  const place = faderAt(answer, fromSeconds) ?? 1
  const before: DeckEvent[] = [
    { kind: "touch", frame: 0, isHeld: false },
    { kind: "fader", frame: 0, place: 0 },
    { kind: "needle", frame: 0, seconds },
    { kind: "platter", frame: 0, position: seconds, velocity: 0 },
    { kind: "touch", frame: 0, isHeld: true },
    // Open again before the first stroke: the cut takes 1.5 ms.
    { kind: "fader", frame: Math.round(lead / 2), place },
  ]
  const played = deckEventsOf(answer, { rateHz, startSeconds: 0 })
    .filter(({ kind, frame }) => (kind === "platter" || kind === "fader") && frame >= from)
    .map((event) => ({ ...event, frame: event.frame - from + lead }))
  return {
    frame: Math.round(lineSeconds * rateHz) + from - lead,
    frames: lead + Math.round(answer.durationSeconds * rateHz) - from,
    events: packEvents([...before, ...played]),
  }
}
