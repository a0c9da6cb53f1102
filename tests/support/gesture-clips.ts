/** Builders of gesture clips, and of what a deck did. */
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import type { Gesture, Played } from "#shared/gesture/index.ts"
import type { CommandArgs } from "#shared/project/index.ts"

type ClipArgs = CommandArgs<"clip.add">["clips"][number]
type GestureArgs = Extract<ClipArgs, { kind: "gesture" }>

/** To and fro by half a turn, twice a second, with a cut in every second. */
export function aGesture(durationSeconds = 2): Gesture {
  const quarters = Array.from({ length: Math.floor(durationSeconds * 4) + 1 }, (_, i) => i)
  return {
    durationSeconds,
    points: quarters.map((i) => ({ timeSeconds: i / 4, positionTurns: (i % 2) / 2 })),
    fader: quarters.map((i) => ({ timeSeconds: i / 4, value: i % 4 === 3 ? 0 : 1 })),
    touches: [{ startSeconds: 0, endSeconds: durationSeconds }],
  }
}

/** What a deck did for some seconds: the motor turns the record from .5 s on it, a hand scratches it, a cut, a jump of the needle. */
export function aPlayed(seconds = 1, rateHz = 48_000): Played {
  const deck = new Deck(rateHz)
  const warm = new Float32Array(6400)
  deck.send({ kind: "motor", frame: 0, isOn: true })
  deck.send({ kind: "needle", frame: 0, seconds: 0.5 })
  deck.process(warm, warm, 0, warm.length)
  const at = (share: number): number => Math.round(share * seconds * rateHz)
  const reports = Array.from({ length: 200 }, (_, i): DeckEvent => {
    const position = 0.1 * (1 - Math.cos(i / 10))
    return {
      ...{ kind: "platter", frame: at(0.2 + i / 400), position },
      velocity: (Math.sin(i / 10) / 100 / seconds) * 400,
    }
  })
  const events: DeckEvent[] = [
    { kind: "touch", frame: at(0.2), isHeld: true },
    ...reports,
    { kind: "fader", frame: at(0.4), place: 0 },
    { kind: "fader", frame: at(0.45), place: 1 },
    { kind: "touch", frame: at(0.7), isHeld: false },
    { kind: "needle", frame: at(0.9), seconds: 0.2 },
  ]
  return {
    ...{ rateHz, frames: Math.round(seconds * rateHz), start: deck.snapshot() },
    events: events.toSorted((one, other) => one.frame - other.frame),
  }
}

export function aGestureClip(id: string, changes: Partial<GestureArgs> = {}): GestureArgs {
  return {
    ...{ id, kind: "gesture", trackId: "hand", name: id, startTicks: 0, lengthTicks: 3840 },
    ...{ isMuted: false, mediaId: "take", offsetSeconds: 0, gainDb: 0 },
    content: { kind: "drawn", gesture: aGesture(), deck: { hasMotor: false } },
    ...changes,
  }
}
