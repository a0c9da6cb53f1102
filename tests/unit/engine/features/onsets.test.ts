import { describe, expect, it } from "vitest"
import {
  createOnsetDetector,
  type OnsetResult,
} from "../../../../src-main/engine/features/index.ts"
import { aSine, clicks, cutInBlocks, seededNoise } from "./signals.ts"

const RATES_HZ = [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000]
const TIMES = [0.5, 0.8, 1.1, 1.234, 1.75, 2.5]

function detect(sampleRateHz: number, blocks: readonly Float32Array[]): OnsetResult {
  const detector = createOnsetDetector({ sampleRateHz })
  for (const block of blocks) detector.push(block)
  return detector.finish()
}

function farthest(found: Float64Array, wanted: readonly number[]): number {
  return Math.max(...wanted.map((time, i) => Math.abs((found[i] ?? NaN) - time)))
}

describe("onset detector", () => {
  it.each(RATES_HZ)("finds each click within 5 ms and nothing else at %i Hz", (sampleRateHz) => {
    const { onsetsSeconds, strength } = detect(sampleRateHz, [clicks(TIMES, 3, sampleRateHz)])
    expect(onsetsSeconds.length).toBe(TIMES.length)
    expect(farthest(onsetsSeconds, TIMES)).toBeLessThan(0.005)
    expect(strength.every((value) => value > 0.3 && value <= 1)).toBe(true)
  })

  it("finds the same clicks whether they are loud or 40 dB quieter", () => {
    const loud = clicks(TIMES, 3, 44_100)
    const quiet = loud.map((value) => value * 0.01)
    expect(farthest(detect(44_100, [quiet]).onsetsSeconds, TIMES)).toBeLessThan(0.005)
  })

  it("finds notes that begin while another goes on", () => {
    const mono = aSine({ hz: 220, seconds: 3, sampleRateHz: 44_100, amplitude: 0.2 })
    const second = aSine({ hz: 587, seconds: 1.5, sampleRateHz: 44_100, amplitude: 0.2 })
    mono.set(
      mono.subarray(66_150).map((value, i) => value + (second[i] ?? 0)),
      66_150,
    )
    const { onsetsSeconds } = detect(44_100, [mono])
    expect(Array.from(onsetsSeconds).some((time) => Math.abs(time - 1.5) < 0.02)).toBe(true)
    expect(Array.from(onsetsSeconds).filter((time) => time > 0.1 && time < 1.45)).toEqual([])
  })

  it("does not depend on how the samples are cut into blocks, bit for bit", () => {
    const random = seededNoise(5)
    const mono = clicks(TIMES, 3, 44_100).map((value) => value + 0.01 * random())
    const whole = detect(44_100, [mono])
    for (const sizes of [[1, 999], [4096], [50_000, 7]]) {
      expect(detect(44_100, cutInBlocks(mono, sizes))).toEqual(whole)
    }
  })

  it("hears nothing in silence, in a constant offset, or in steady noise after its begin", () => {
    expect(detect(44_100, [new Float32Array(88_200)]).onsetsSeconds.length).toBe(0)
    const offset = detect(44_100, [new Float32Array(88_200).fill(0.3)]).onsetsSeconds
    expect(Array.from(offset).filter((time) => time > 0.1 && time < 1.9)).toEqual([])
    const random = seededNoise(9)
    const noise = Float32Array.from({ length: 132_300 }, () => 0.2 * random())
    const found = detect(44_100, [noise]).onsetsSeconds
    expect(Array.from(found).filter((time) => time > 0.3).length).toBeLessThanOrEqual(2)
  })

  it.each([0, 1, 2, 100, 1000])("answers for %i samples", (length) => {
    const { onsetsSeconds, strength, envelope } = detect(44_100, [
      new Float32Array(length).fill(0.5),
    ])
    expect(onsetsSeconds.length).toBe(strength.length)
    expect(envelope.levelDb.length).toBeGreaterThan(0)
    expect(envelope.levelDb.every(Number.isFinite)).toBe(true)
  })

  it("survives NaN and infinite samples", () => {
    const mono = clicks(TIMES, 3, 44_100)
    mono[30_000] = NaN
    mono[60_000] = Infinity
    const { onsetsSeconds, envelope } = detect(44_100, [mono])
    expect(onsetsSeconds.every(Number.isFinite)).toBe(true)
    expect(envelope.levelDb.every(Number.isFinite)).toBe(true)
    expect(farthest(onsetsSeconds.slice(-2), TIMES.slice(-2))).toBeLessThan(0.005)
  })
})
