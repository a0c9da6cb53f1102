import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { SCRATCH_SAMPLE_SECONDS, scratchSample } from "#shared/scratch/index.ts"

const RATE_HZ = 48_000
const sample = scratchSample(RATE_HZ)

/** Of a tone, over a stretch in the middle. */
function levelDb(hz: number, widthHz: number): number {
  const [from, length] = [24_000, 4800]
  let power = 0
  for (let at = hz - widthHz; at <= hz + widthHz; at += 5) {
    let [cos, sin] = [0, 0]
    for (let i = 0; i < length; i++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length)
      const angle = (2 * Math.PI * at * i) / RATE_HZ
      cos += window * sample[from + i]! * Math.cos(angle)
      sin += window * sample[from + i]! * Math.sin(angle)
    }
    power += cos * cos + sin * sin
  }
  return 10 * Math.log10(power / widthHz)
}

describe("the sound to scratch with", () => {
  it("sounds at once, ends in silence and does not clip", () => {
    expect(sample.length).toBe(SCRATCH_SAMPLE_SECONDS * RATE_HZ)
    const rms = (from: number, to: number): number =>
      Math.sqrt(
        sample.subarray(from, to).reduce((sum, value) => sum + value * value, 0) / (to - from),
      )
    expect(rms(480, 4800)).toBeGreaterThan(0.05)
    expect(sample[0]).toBe(0)
    expect(rms(sample.length - 100, sample.length)).toBeLessThan(1e-4)
    expect(sample.every((value) => Math.abs(value) <= 0.89)).toBe(true)
  })

  it("has the two resonances of an open mouth, and voice between them", () => {
    expect(levelDb(780, 100)).toBeGreaterThan(levelDb(350, 100) + 10)
    expect(levelDb(1180, 100)).toBeGreaterThan(levelDb(1900, 100) + 10)
    expect(levelDb(2650, 100)).toBeGreaterThan(levelDb(1900, 100) + 3)
  })

  it("is the same on every machine, at any rate as long", () => {
    const digest = createHash("sha256").update(new Uint8Array(sample.buffer)).digest("hex")
    expect(digest).toBe("099c56afaa98f1fbeb42394acfa327a3752d250e850a5f958fad8da5a081fa02")
    expect(scratchSample(8000).length).toBe(12_000)
  })
})
