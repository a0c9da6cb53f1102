import { describe, expect, it } from "vitest"
import { CorrelationMeter, LevelMeter } from "#shared/dsp/meters/index.ts"
import { both, dB, noise, sineOf, type Stereo } from "../devices/sound.ts"

describe("level meter", () => {
  const after = (sound: Stereo) => {
    const meter = new LevelMeter(48_000)
    meter.process(sound.left, sound.left.length)
    return meter
  }

  it("rises at once and falls by 20 dB in 1.7 s, while the highest peak is held", () => {
    const meter = after(both(1, () => 0.8))
    expect(meter.peak).toBeCloseTo(0.8, 6)
    meter.process(new Float32Array(1.4 * 48_000), 1.4 * 48_000)
    expect(meter.held).toBeCloseTo(0.8, 6)
    meter.process(new Float32Array(0.3 * 48_000), 0.3 * 48_000)
    expect(dB(meter.peak / 0.8)).toBeCloseTo(-20, 2)
    expect(meter.held).toBeLessThan(0.2)
  })

  it("reads a sine at 0.707 of its peak as RMS, and 63 % of its power after 300 ms", () => {
    expect(after(both(144_000, sineOf(1000))).rms).toBeCloseTo(Math.SQRT1_2, 3)
    expect(after(both(14_400, () => 1)).rms ** 2).toBeCloseTo(1 - Math.exp(-1), 4)
  })

  it("is not stopped by samples that are no numbers", () => {
    const meter = after(both(3, (frame) => [NaN, Infinity, 0.5][frame]!))
    expect(meter.peak).toBeCloseTo(0.5, 6)
    expect(meter.rms).toBeGreaterThan(0)
  })
})

describe("correlation meter", () => {
  const correlation = ({ left, right }: Stereo) => {
    const meter = new CorrelationMeter(48_000)
    meter.process(left, right, left.length)
    return meter.correlation
  }

  it("is 1 for the same, -1 for the opposite, about 0 for strangers and 0 in silence", () => {
    const { left, right } = noise(96_000, 5)
    expect(correlation({ left, right: left.map((x) => 0.2 * x) })).toBeCloseTo(1, 6)
    expect(correlation({ left, right: left.map((x) => -x) })).toBeCloseTo(-1, 6)
    expect(Math.abs(correlation({ left, right }))).toBeLessThan(0.03)
    expect(correlation(both(100, () => 0))).toBe(0)
  })

  it("is the cosine of the angle between two sines", () => {
    const sine = both(96_000, sineOf(1000))
    const turned = both(96_000, (frame) => Math.sin((2 * Math.PI * 1000 * frame) / 48_000 + 1))
    expect(correlation({ left: sine.left, right: turned.right })).toBeCloseTo(Math.cos(1), 3)
  })
})
