import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { sliceAtOnsets } from "../../../../src-main/engine/features/index.ts"

/** An envelope of 10 ms frames from [seconds, dB] stretches. */
function anEnvelope(...stretches: [number, number][]) {
  const levelDb = stretches.flatMap(([seconds, level]) =>
    new Array<number>(Math.round(seconds * 100)).fill(level),
  )
  return { hopSeconds: 0.01, levelDb: Float32Array.from(levelDb) }
}

const slice = (
  onsets: readonly number[],
  durationSeconds: number,
  envelope?: ReturnType<typeof anEnvelope>,
) =>
  Array.from(sliceAtOnsets({ onsetsSeconds: Float64Array.from(onsets), durationSeconds, envelope }))

describe("slicing at onsets", () => {
  it("cuts from onset to onset and covers the song", () => {
    expect(slice([0.5, 1, 2.5], 4)).toEqual([0, 0.5, 1, 2.5, 4])
  })

  it("gives one chunk for silence, for one sample and for nothing", () => {
    expect(slice([], 3, anEnvelope([3, -80]))).toEqual([0, 3])
    expect(slice([], 1 / 44_100)).toEqual([0, 1 / 44_100])
    expect(slice([], 0)).toEqual([0, 0])
  })

  it("leaves a long silent song whole", () => {
    expect(slice([], 60, anEnvelope([60, -80]))).toEqual([0, 60])
  })

  it("sets a lead-in of silence and a silence after a note apart", () => {
    const envelope = anEnvelope([0.5, -80], [1.5, -10], [2, -80], [1, -10])
    const bounds = slice([0.5, 4], 5, envelope)
    expect(bounds).toEqual([0, 0.5, 2, 4, 5])
  })

  it("leaves a short rest with the note before it", () => {
    expect(slice([1.3], 2, anEnvelope([1, -10], [0.3, -80], [0.7, -10]))).toEqual([0, 1.3, 2])
  })

  it("joins what is shorter than 50 ms to a neighbour", () => {
    expect(slice([0.02, 1, 1.03, 1.99], 2)).toEqual([0, 1, 2])
  })

  it("cuts what is longer than 4 s where it is quietest", () => {
    const envelope = anEnvelope([2.9, -10], [0.1, -30], [3, -10])
    const bounds = slice([], 6, envelope)
    expect(bounds.length).toBe(3)
    expect(bounds[1]).toBeGreaterThan(2.85)
    expect(bounds[1]).toBeLessThan(3.05)
  })

  it("always covers the song with rising bounds, whatever the onsets and levels", () => {
    const onsets = fc.array(fc.double({ min: -1, max: 40, noNaN: true }), { maxLength: 200 })
    const levels = fc.array(fc.double({ min: -80, max: 0, noNaN: true }), { maxLength: 300 })
    const duration = fc.double({ min: 0.001, max: 30, noNaN: true })
    fc.assert(
      fc.property(onsets, levels, duration, (times, levelDb, durationSeconds) => {
        const envelope = { hopSeconds: 0.1, levelDb: Float32Array.from(levelDb) }
        for (const given of [envelope, undefined]) {
          const bounds = slice(times, durationSeconds, given)
          expect(bounds[0]).toBe(0)
          expect(bounds.at(-1)).toBe(durationSeconds)
          const lengths = bounds.slice(1).map((bound, i) => bound - (bounds[i] ?? 0))
          if (bounds.length > 2) expect(Math.min(...lengths)).toBeGreaterThan(0.05 - 1e-9)
          if (!given) expect(Math.max(...lengths)).toBeLessThan(4 + 1e-9)
        }
      }),
    )
  })
})
