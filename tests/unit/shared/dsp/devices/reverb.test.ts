import { describe, expect, it } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { aDevice, both, dB, impulse, noise, peakOf, responseDb, rmsOf, through } from "./sound.ts"

const { reverb } = deviceSpecs
const WET = { mix: 100, preDelay: 0, damping: 0, lowCut: 20 }

/** Seconds for 60 dB from the slope between -5 and -35 dB of Schroeder's backward integral (ISO 3382, T30). */
function decaySeconds(response: Float32Array, rateHz = 48_000): number {
  const left = new Float64Array(response.length + 1)
  for (let i = response.length - 1; i >= 0; i--) left[i] = left[i + 1]! + response[i]! ** 2
  const frameAt = (db: number) => left.findIndex((energy) => energy < left[0]! * 10 ** (db / 10))
  return (2 * (frameAt(-35) - frameAt(-5))) / rateHz
}

/** A second-order band around a frequency. */
function bandOf(samples: Float32Array, hz: number): Float32Array {
  const w = (2 * Math.PI * hz) / 48_000
  const alpha = Math.sin(w) / 3
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  return samples.map((x) => {
    const y = (alpha * (x - x2) + 2 * Math.cos(w) * y1 - (1 - alpha) * y2) / (1 + alpha)
    ;[x2, x1, y2, y1] = [x1, x, y1, y]
    return y
  })
}

describe("reverb", () => {
  it.each([
    [0.5, 100],
    [1, 50],
    [2, 100],
    [2, 200],
    [5, 100],
  ])("decays by 60 dB in %d s at size %d %%, to 10 %%", (decay, size) => {
    const response = through(
      aDevice(reverb, { ...WET, decay, size }),
      impulse(1.3 * decay * 48_000),
    )
    for (const samples of [response.left, response.right])
      expect(Math.abs(decaySeconds(samples) / decay - 1)).toBeLessThan(0.1)
    expect(Math.abs(decaySeconds(bandOf(response.left, 1000)) / decay - 1)).toBeLessThan(0.1)
  })

  it("decays faster at high frequencies where it is damped, not at low ones", () => {
    const device = aDevice(reverb, { ...WET, decay: 2, damping: 70 })
    const { left } = through(device, impulse(120_000))
    const low = decaySeconds(bandOf(left, 200))
    expect(Math.abs(low / 2 - 1)).toBeLessThan(0.1)
    expect(decaySeconds(bandOf(left, 8000))).toBeLessThan(low * 0.75)
  })

  it("begins after its pre-delay", () => {
    const first = (preDelay: number) =>
      through(aDevice(reverb, { ...WET, preDelay }), impulse(24_000)).left.findIndex(
        (value) => value !== 0,
      )
    expect(first(100) - first(0)).toBe(4800)
  })

  it("is as loud as what goes in, within 3 dB, however long it rings", () => {
    for (const decay of [0.3, 1, 3]) {
      const out = through(aDevice(reverb, { ...WET, decay }), noise(5 * 48_000, 1, 0.2)).left
      expect(Math.abs(dB(rmsOf(out.slice(-48_000)) / (0.2 / Math.sqrt(3))))).toBeLessThan(3)
    }
  })

  it("fills the echoes: a tenth of a second after the impulse, sound is everywhere and noise-like", () => {
    const { left } = through(aDevice(reverb, { ...WET, decay: 2 }), impulse(24_000))
    for (let at = 9600; at < 20_000; at += 480) {
      const piece = left.slice(at, at + 480)
      expect(peakOf(piece) / rmsOf(piece)).toBeLessThan(6)
    }
  })

  it("is mono without width, and wide with it", () => {
    const out = (width: number) => {
      const { left, right } = through(aDevice(reverb, { ...WET, width }), noise(24_000, 7))
      const product = left.reduce((sum, value, i) => sum + value * right[i]!, 0)
      return product / (rmsOf(left) * rmsOf(right) * left.length)
    }
    expect(out(0)).toBeCloseTo(1, 5)
    expect(Math.abs(out(100))).toBeLessThan(0.2)
  })

  it("keeps lows out of the room, and DC altogether", () => {
    const level = (values: Record<string, number>) =>
      responseDb(
        through(aDevice(reverb, { ...WET, decay: 0.5, ...values }), impulse(48_000)).left,
        40,
      )
    expect(level({ lowCut: 400 }) - level({ lowCut: 20 })).toBeLessThan(-15)
    const steady = through(
      aDevice(reverb, { ...WET, decay: 1 }),
      both(480_000, () => 1),
    ).left
    expect(peakOf(steady.slice(-1000))).toBeLessThan(1e-4)
  })
})
