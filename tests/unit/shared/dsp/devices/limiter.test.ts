import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { aDevice, both, dB, impulse, noise, peakOf, sineOf, through } from "./sound.ts"

const { limiter } = deviceSpecs

/** True peak by 16 points to a frame through a long sinc: far finer than what the limiter looks at. */
function truePeak(samples: Float32Array): number {
  const half = 48
  let peak = peakOf(samples)
  for (let phase = 1; phase < 16; phase++) {
    const weights = Array.from({ length: 2 * half }, (_, tap) => {
      const x = Math.PI * (tap - half + 1 - phase / 16)
      return (Math.sin(x) / x) * (0.5 + 0.5 * Math.cos(x / (half + 1)))
    })
    for (let at = half; at < samples.length - half; at++) {
      let sum = 0
      for (let tap = 0; tap < 2 * half; tap++) sum += weights[tap]! * samples[at - half + 1 + tap]!
      peak = Math.max(peak, Math.abs(sum))
    }
  }
  return peak
}

/** Sound as mean as it gets: tones near a quarter and half of the rate, clipped noise, bursts, sparse impulses. */
const hostile = fc.record({
  seed: fc.nat(1e6),
  kind: fc.nat(4),
  hz: fc.integer({ min: 20, max: 21_000 }),
})
function soundOf({ seed, kind, hz }: { seed: number; kind: number; hz: number }) {
  const frames = 3000
  if (kind === 0) return noise(frames, seed, 4)
  if (kind === 1)
    return both(frames, (frame) => 2 * Math.sin((2 * Math.PI * hz * frame) / 48_000 + seed))
  const { left } = noise(frames, seed)
  if (kind === 2) return both(frames, (frame) => (left[frame]! > 0 ? 1.5 : -1.5))
  if (kind === 3)
    return both(frames, (frame) => (Math.abs(left[frame]!) > 0.99 ? 8 * left[frame]! : 0))
  return both(frames, (frame) => (frame % 700 < 60 ? 6 : 0.1) * sineOf(hz)(frame))
}

describe("limiter", () => {
  it("never lets a true peak rise above the ceiling by more than 0.2 dB", () => {
    fc.assert(
      fc.property(
        hostile,
        fc.integer({ min: -12, max: 0 }),
        fc.integer({ min: 5, max: 300 }),
        (kind, ceiling, release) => {
          const device = aDevice(limiter, { ceiling, release, gain: 6 })
          const out = through(device, soundOf(kind))
          expect(dB(truePeak(out.left))).toBeLessThan(ceiling + 0.2)
          expect(dB(peakOf(out.right))).toBeLessThan(ceiling + 0.2)
        },
      ),
      { numRuns: 30 },
    )
  })

  it("only delays what lies below the ceiling, by the latency it tells", () => {
    const device = aDevice(limiter, { ceiling: 0 })
    const sound = noise(2000, 4, 0.3)
    const out = through(device, sound)
    const { latencyFrames } = device
    expect(out.left.slice(latencyFrames)).toEqual(sound.left.slice(0, -latencyFrames))
    const first = through(aDevice(limiter), impulse(1000)).left.findIndex((value) => value !== 0)
    expect(first).toBe(latencyFrames)
  })

  it("brings a loud steady tone to the ceiling, not below", () => {
    const out = through(aDevice(limiter, { ceiling: -3, gain: 12 }), both(48_000, sineOf(997)))
    const settled = dB(truePeak(out.left.slice(-4800)))
    expect(settled).toBeLessThan(-2.95)
    expect(settled).toBeGreaterThan(-3.2)
  })

  it("catches what stands between samples: a tone of a quarter of the rate reads 3 dB low at them", () => {
    const sound = both(24_000, (frame) => 1.3 * Math.sin((Math.PI / 2) * frame + Math.PI / 4))
    expect(peakOf(sound.left)).toBeLessThan(0.92)
    const out = through(aDevice(limiter, { ceiling: 0 }), sound).left.slice(-4800)
    expect(dB(peakOf(out))).toBeCloseTo(-3.01 - 0.05, 1)
  })

  it("lets go in its release time", () => {
    const release = 100
    const sound = both(48_000, (frame) => (frame < 24_000 ? 2 : 0.25))
    const device = aDevice(limiter, { ceiling: 0, release })
    const out = through(device, sound).left
    const start = 24_000 + device.latencyFrames
    const missing = (seconds: number) => 1 - out[start + Math.round(seconds * 48_000)]! / 0.25
    expect(missing(0)).toBeGreaterThan(0.45)
    for (const seconds of [0.05, 0.1, 0.2])
      expect(missing(0.01 + seconds) / missing(0.01)).toBeCloseTo(Math.exp(-seconds / 0.1), 3)
  })
})
