import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { TruePeakMeter } from "#shared/dsp/meters/index.ts"
import { PeakInterpolator } from "#shared/dsp/true-peak.ts"
import { PEAK_CASES, peakTone } from "../../../../support/loudness-signals.ts"
import { dB, noise, peakOf } from "../devices/sound.ts"

function measured(samples: Float32Array, rateHz = 48_000): TruePeakMeter {
  const meter = new TruePeakMeter({ rateHz, channels: 1 })
  meter.process([samples], samples.length)
  return meter
}

describe("true peak", () => {
  it.each(PEAK_CASES)("$name: between +0.2 and -0.4 dB of the wave's own peak", (peak) => {
    for (const rateHz of [44_100, 48_000, 96_000]) {
      const error = dB(measured(peakTone(peak, rateHz), rateHz).truePeak) - peak.truePeak
      expect(error).toBeLessThan(0.2)
      expect(error).toBeGreaterThan(-0.4)
    }
  })

  it("knows the largest sample, and is never below it", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const { left } = noise(500, seed)
        const meter = measured(left)
        expect(meter.samplePeak).toBe(peakOf(left))
        expect(meter.truePeak).toBeGreaterThanOrEqual(meter.samplePeak)
      }),
    )
  })

  it("passes over quiet stretches without missing a peak, however the stream is cut", () => {
    const { left } = noise(20_000, 9)
    const swell = left.map((value, i) => value * Math.sin(i / 900) ** 4)
    const peaks = new Float64Array(swell.length)
    new PeakInterpolator(48_000, swell.length).run(swell, 0, swell.length, peaks)
    const everywhere = peaks.reduce((most, peak) => Math.max(most, peak), 0)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (cuts) => {
        const meter = new TruePeakMeter({ rateHz: 48_000, channels: 1 })
        for (let at = 0, turn = 0; at < swell.length; turn++) {
          const end = Math.min(swell.length, at + cuts[turn % cuts.length]!)
          meter.process([swell.subarray(at, end)], end - at)
          at = end
        }
        expect(meter.truePeak).toBe(Math.max(everywhere, peakOf(swell)))
      }),
      { numRuns: 20 },
    )
  })

  it("takes samples that are no numbers as silence", () => {
    const samples = Float32Array.of(0.5, NaN, Infinity, -0.25)
    expect(measured(samples).samplePeak).toBe(0.5)
    expect(measured(samples).truePeak).toBeLessThan(1)
  })
})
