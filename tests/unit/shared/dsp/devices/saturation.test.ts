import { describe, expect, it } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { softClip } from "#shared/dsp/devices/saturation/oversampled.ts"
import { aDevice, amplitudeAt, both, dB, impulse, responseDb, sineOf, through } from "./sound.ts"

const { saturation } = deviceSpecs
const settled = (out: { left: Float32Array }) => out.left.slice(-48_000)

describe("saturation", () => {
  it("leaves quiet sound as it is up to 18 kHz, to 0.1 dB", () => {
    for (const oversampling of [0, 1]) {
      const quiet = impulse(16_384)
      quiet.left[0] = 1e-3
      const out = through(aDevice(saturation, { drive: 0, oversampling }), quiet).left
      for (const hz of [50, 1000, 10_000, 18_000])
        expect(Math.abs(responseDb(out, hz) + 60)).toBeLessThan(0.1)
    }
  })

  it("makes the third harmonic that its curve asks for", () => {
    const drive = 10 ** (12 / 20)
    // The Fourier series of the curve over a period of the driven sine.
    const harmonic = (n: number) => {
      let sum = 0
      for (let i = 0; i < 4096; i++) {
        const angle = (2 * Math.PI * i) / 4096
        sum += (2 / 4096) * softClip(0.5 * drive * Math.sin(angle)) * Math.sin(n * angle)
      }
      return Math.abs(sum)
    }
    const out = settled(through(aDevice(saturation, { drive: 12 }), both(96_000, sineOf(400, 0.5))))
    for (const n of [1, 3, 5]) {
      expect(Math.abs(dB(amplitudeAt(out, 400 * n)) - dB(harmonic(n)))).toBeLessThan(0.1)
      expect(amplitudeAt(out, 400 * (n + 1))).toBeLessThan(1e-4)
    }
  })

  it("adds even harmonics by its bias, and no DC", () => {
    const device = aDevice(saturation, { drive: 18, bias: 60 })
    const out = settled(through(device, both(144_000, sineOf(200, 0.5))))
    expect(dB(amplitudeAt(out, 400))).toBeGreaterThan(-30)
    const mean = out.reduce((sum, value) => sum + value, 0) / out.length
    expect(Math.abs(mean)).toBeLessThan(1e-4)
  })

  it("is silent in silence, whatever the bias", () => {
    const out = through(
      aDevice(saturation, { drive: 36, bias: 100 }),
      both(4800, () => 0),
    ).left
    expect(out.every((value) => Math.abs(value) < 1e-12)).toBe(true)
  })

  it("folds no overtones back: 60 dB down at 4x, 40 dB at 2x, where the plain curve leaves 26", () => {
    // Of 7 kHz, the harmonics from the fifth on lie above half the rate: they would come back at 13, 1 and 15 kHz.
    const tone = both(96_000, sineOf(7000, 0.5))
    const drive = 10 ** (18 / 20)
    const worst = (samples: Float32Array) =>
      dB(Math.max(...[13_000, 1000, 15_000].map((hz) => amplitudeAt(samples, hz)))) -
      dB(amplitudeAt(samples, 7000))
    expect(worst(tone.left.slice(-48_000).map((x) => softClip(x * drive)))).toBeGreaterThan(-26)
    const aliasDb = (oversampling: number) =>
      worst(settled(through(aDevice(saturation, { drive: 18, oversampling }), tone)))
    expect(aliasDb(0)).toBeLessThan(-40)
    expect(aliasDb(1)).toBeLessThan(-60)
  })

  it("tells its latency, and mixes with the dry sound in step", () => {
    for (const oversampling of [0, 1]) {
      const device = aDevice(saturation, { drive: 0, oversampling })
      const out = through(device, impulse(500)).left.map(Math.abs)
      expect(out.indexOf(Math.max(...out))).toBe(device.latencyFrames)
      const half = aDevice(saturation, { drive: 0, oversampling, mix: 50 })
      const tone = both(48_000, sineOf(12_000, 1e-3))
      expect(dB(amplitudeAt(through(half, tone).left.slice(-24_000), 12_000))).toBeCloseTo(-60, 1)
    }
  })

  it("darkens by its tone, and turns down by its output", () => {
    const level = (values: Record<string, number>, hz: number) => {
      const quiet = impulse(4096)
      quiet.left[0] = 1e-3
      return responseDb(through(aDevice(saturation, { drive: 0, ...values }), quiet).left, hz) + 60
    }
    expect(level({ tone: 1000 }, 1000)).toBeCloseTo(-3.01, 0)
    expect(level({ output: -6 }, 1000)).toBeCloseTo(-6, 1)
  })
})
