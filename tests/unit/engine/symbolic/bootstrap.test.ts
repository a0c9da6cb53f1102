import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  surpriseByWork,
  surpriseInterval,
  surpriseSaved,
} from "#engine/symbolic/measures/bootstrap.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"

const works = fc.array(
  fc.record({
    nats: fc.double({ min: 1, max: 900, noNaN: true }),
    notes: fc.integer({ min: 1, max: 500 }),
  }),
  { minLength: 1, maxLength: 12 },
)

describe("how sure a mean is", () => {
  it("lies about the mean of all notes, and is the same with the same seed", () => {
    fc.assert(
      fc.property(works, fc.nat(), (all, seed) => {
        const sum = (of: "nats" | "notes"): number =>
          all.reduce((total, work) => total + work[of], 0)
        const interval = surpriseInterval(all, seed)
        expect(interval.mean).toBeCloseTo(sum("nats") / sum("notes"), 9)
        expect(interval.low).toBeLessThanOrEqual(interval.mean + 1e-9)
        expect(interval.high).toBeGreaterThanOrEqual(interval.mean - 1e-9)
        expect(surpriseInterval(all, seed)).toEqual(interval)
      }),
      { numRuns: 4 },
    )
  })

  it("is as wide as theory has it where all works are as long", () => {
    const random = seededRandom(4)
    const all = Array.from({ length: 200 }, () => ({
      nats: 500 + 50 * nearNormal(random),
      notes: 100,
    }))
    const mean = all.reduce((sum, { nats }) => sum + nats / 100, 0) / 200
    const variance = all.reduce((sum, { nats }) => sum + (nats / 100 - mean) ** 2, 0) / 200
    const { low, high } = surpriseInterval(all, 1)
    const expected = 2 * 1.96 * Math.sqrt(variance / 200)
    expect((high - low) / expected).toBeGreaterThan(0.92)
    expect((high - low) / expected).toBeLessThan(1.08)
  })

  it("is sure of a difference that all works have, however unlike the works are", () => {
    const theirs = [3, 9, 2, 7, 5].map((each) => ({ nats: each * 100, notes: 100 }))
    const ours = theirs.map(({ nats, notes }) => ({ nats: nats - 30, notes }))
    const saved = surpriseSaved({ ours, theirs }, 1)
    for (const value of [saved.mean, saved.low, saved.high]) expect(value).toBeCloseTo(0.3, 9)
    const alone = surpriseInterval(ours, 1)
    expect(alone.high - alone.low).toBeGreaterThan(2)
  })

  it("is of works, not of their pieces", () => {
    const pieces = ["28", "28", "10"].map((work, i) => ({ work, nats: 10 * (i + 1), notes: i + 1 }))
    expect(surpriseByWork(pieces)).toEqual([
      { nats: 30, notes: 3 },
      { nats: 30, notes: 3 },
    ])
    expect(surpriseInterval([{ nats: 8, notes: 2 }], 1)).toEqual({ mean: 4, low: 4, high: 4 })
  })

  it("compares two models only on the same works", () => {
    const ours = [{ nats: 8, notes: 2 }]
    expect(() => surpriseSaved({ ours, theirs: [{ nats: 8, notes: 3 }] }, 1)).toThrow(RangeError)
    expect(() => surpriseSaved({ ours, theirs: [] }, 1)).toThrow(RangeError)
  })
})
