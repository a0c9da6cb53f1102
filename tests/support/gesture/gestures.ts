/** Gestures as they are drawn. */
import fc from "fast-check"
import type { Gesture } from "#shared/gesture/index.ts"
import type { Hand } from "./hands.ts"

/** What a hand does, drawn at every two milliseconds. */
export function drawn(hand: Hand, durationSeconds: number, fader: Gesture["fader"] = []): Gesture {
  const count = Math.floor(durationSeconds / 0.002) + 1
  const from = hand.turnsAt(0)
  return {
    ...{ durationSeconds, fader, touches: [] },
    points: Array.from({ length: count }, (_, i) => ({
      timeSeconds: i * 0.002,
      positionTurns: hand.turnsAt(i * 0.002) - from,
    })),
  }
}

const thousandth = (most: number) => fc.integer({ min: 0, max: most }).map((value) => value / 1000)

/** Any gesture of up to two seconds: times in milliseconds, each later than the one before. */
export const anyGesture: fc.Arbitrary<Gesture> = fc
  .record({
    times: fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 2, maxLength: 40 }),
    turns: fc.array(fc.integer({ min: -9000, max: 9000 }), { minLength: 40, maxLength: 40 }),
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 20 }),
    values: fc.array(thousandth(1000), { minLength: 20, maxLength: 20 }),
  })
  .map(({ times, turns, cuts, values }) => ({
    durationSeconds: 2,
    points: times
      .toSorted((a, b) => a - b)
      .map((time, i) => ({ timeSeconds: time / 1000, positionTurns: turns[i]! / 3600 })),
    fader: cuts
      .toSorted((a, b) => a - b)
      .map((time, i) => ({ timeSeconds: time / 1000, value: values[i]! })),
    touches: [{ startSeconds: 0.5, endSeconds: 1.25 }],
  }))
