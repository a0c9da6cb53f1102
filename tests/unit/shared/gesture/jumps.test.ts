import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import {
  deckEventsOf,
  gestureOfPlayed,
  strokesOf,
  turnsAt,
  type Played,
} from "#shared/gesture/index.ts"

const RATE_HZ = 48_000
const SECONDS = 1

/** A hand turns the record on at an even speed, while the needle is put elsewhere. */
function playedWith(needles: readonly [atSeconds: number, toSeconds: number][]): Played {
  const frame = (seconds: number): number => Math.round(seconds * RATE_HZ)
  const reports = Array.from({ length: 1000 }, (_, ms): DeckEvent => {
    return { kind: "platter", frame: frame(ms / 1000), position: ms / 1000, velocity: 1 }
  })
  const events: DeckEvent[] = [
    ...reports,
    { kind: "touch", frame: 0, isHeld: true },
    ...needles.map(([at, seconds]) => ({ kind: "needle" as const, frame: frame(at), seconds })),
  ]
  return {
    ...{ rateHz: RATE_HZ, frames: SECONDS * RATE_HZ, start: new Deck(RATE_HZ).snapshot() },
    events: events.toSorted((one, other) => one.frame - other.frame),
  }
}

describe("a needle that is put elsewhere", () => {
  it("begins the gesture where it is put before anything sounds", () => {
    const { points } = gestureOfPlayed(playedWith([[0, 30]]))
    expect(points[0]!.positionTurns * 1.8).toBeCloseTo(30, 2)
  })

  it("is two places at one time: no stroke, and no way that the hand goes", () => {
    const gesture = gestureOfPlayed(playedWith([[0.5, 20]]))
    const strokes = strokesOf(gesture)
    expect(strokes).toHaveLength(1)
    expect(strokes[0]!.extentSeconds).toBeCloseTo(SECONDS, 1)
    expect(strokes[0]!.peakVelocity).toBeLessThan(1.5)
  })

  it("is put there again where the gesture is played", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: 600, noNaN: true }),
        (at, to) => {
          const gesture = gestureOfPlayed(playedWith([[at, to]]))
          const deck = new Deck(RATE_HZ)
          for (const event of deckEventsOf(gesture, { rateHz: RATE_HZ, startSeconds: 0 }))
            deck.send(event)
          const side = new Float32Array(480)
          for (let hundredth = 1; hundredth <= 100; hundredth++) {
            deck.process(side, side, 0, side.length)
            const seconds = hundredth / 100
            // Within the hundredth in which it was lifted it may be at either place.
            if (Math.abs(seconds - at) < 0.02) continue
            expect(deck.positionSeconds).toBeCloseTo(turnsAt(gesture, seconds) * 1.8, 2)
          }
        },
      ),
      { numRuns: 10 },
    )
  })
})
