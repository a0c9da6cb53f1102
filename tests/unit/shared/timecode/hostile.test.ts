import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  BlockDecoder,
  detectTimecode,
  TIMECODE_NAMES,
  TimecodeGenerator,
  timecodeOf,
} from "#shared/timecode/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import { knownShare, runTimecode, sine, speeds } from "../../../support/timecode-runs.ts"

const RATE = 48_000

/** Anything that an input may hold: noise, jumps, numbers that are none. */
const sounds = fc.tuple(
  fc.integer({ min: 0, max: 7 }),
  fc.integer(),
  fc.integer({ min: 0, max: 700 }),
)

function soundOf([kind, seed, frames]: [number, number, number]): Float32Array {
  const random = seededRandom(seed)
  const values = [
    () => 2 * random() - 1,
    () => NaN,
    () => Infinity,
    () => -Infinity,
    () => 1e38 * (random() - 0.5),
    () => 0,
    () => (random() < 0.5 ? 1 : -1),
    () => 1e-40 * random(),
  ]
  return Float32Array.from({ length: frames }, values[kind]!)
}

function makeSignal(seconds: number): [left: Float32Array, right: Float32Array] {
  const left = new Float32Array(seconds * RATE)
  const right = new Float32Array(seconds * RATE)
  const timecode = timecodeOf("serato_2a")
  const trajectory = speeds([0, 1])
  new TimecodeGenerator({
    timecode,
    rateHz: RATE,
    trajectory,
    impairments: { noiseDb: 40 },
  }).process(left, right)
  return [left, right]
}

describe("the timecode decoder and input that is none", () => {
  const [left, right] = makeSignal(1)

  it("stays finite through anything, and reads on after it", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(sounds, sounds), { maxLength: 60 }), (blocks) => {
        const decoder = new BlockDecoder({
          timecode: timecodeOf("serato_2a"),
          rateHz: RATE,
          mostFrames: 700,
        })
        for (const [a, b] of blocks) {
          const records = decoder.process(soundOf(a), soundOf(b))
          for (let i = 0; i < records.count; i++) {
            expect(Math.abs(records.velocity[i]!)).toBeLessThan(100)
            expect(Number.isFinite(records.travelSeconds[i])).toBe(true)
          }
        }
        for (let from = 0; from < left.length; from += 700)
          decoder.process(left.subarray(from, from + 700), right.subarray(from, from + 700))
        expect(decoder.decoder.isKnown).toBe(true)
        expect(decoder.decoder.positionSeconds).toBeCloseTo(11, 3)
      }),
      { numRuns: 12, seed: 7 },
    )
  })

  it("finds no place in noise, silence or a tone", () => {
    const random = seededRandom(1)
    const noise = Float32Array.from({ length: RATE / 2 }, () => random() - 0.5)
    const other = Float32Array.from({ length: RATE / 2 }, () => random() - 0.5)
    const tone = Float32Array.from({ length: RATE / 2 }, (_, i) => Math.sin(i / 7))
    const pairs = [
      [noise, other],
      [noise, noise],
      [tone, tone],
      [new Float32Array(RATE / 2), new Float32Array(RATE / 2)],
    ]
    for (const [a, b] of pairs) expect(detectTimecode(a!, b!, RATE)).toBeNull()
  })

  it("finds no place on another record, and tells which it is", () => {
    const run = runTimecode({ format: "serato_2b", readAs: "serato_2a", trajectory: sine(2, 0.5) })
    expect(knownShare(run)).toBeLessThan(0.01)
    expect(detectTimecode(left, right, RATE)).toBe("serato_2a")
  })

  it("answers blocks of any length with the same records", () => {
    const read = (lengths: readonly number[]): number[] => {
      const decoder = new BlockDecoder({
        timecode: timecodeOf("serato_2a"),
        rateHz: RATE,
        mostFrames: 9000,
      })
      const positions: number[] = []
      let from = 0
      for (let i = 0; from < 20_000; i++) {
        const to = from + lengths[i % lengths.length]!
        const records = decoder.process(left.subarray(from, to), right.subarray(from, to))
        positions.push(...records.positionSeconds.subarray(0, records.count))
        from = to
      }
      return positions.slice(0, 600)
    }
    expect(read([128])).toEqual(read([9000, 1, 31, 500]))
    expect(read([128]).at(-1)).toBeGreaterThan(10.3)
  })

  it("has nine definitions, each with a name of its own", () => {
    expect(new Set(TIMECODE_NAMES).size).toBe(9)
  })
})
