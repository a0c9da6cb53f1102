import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import {
  aDevice,
  both,
  impulse,
  indexOf,
  noise,
  peakOf,
  responseDb,
  sineOf,
  through,
} from "./sound.ts"

const { delay } = deviceSpecs
const BARE = { lowCut: 20, highCut: 20_000, mix: 100, feedback: 0 }
const soundingFrames = (samples: Float32Array, above = 0.02) =>
  [...samples.keys()].filter((frame) => Math.abs(samples[frame]!) > above)

describe("delay", () => {
  it("gives an echo after exactly its time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (ms) => {
        const out = through(aDevice(delay, { ...BARE, time: ms }), impulse(48_000)).left
        expect(soundingFrames(out)).toEqual([ms * 48])
        // The low cut at 20 Hz takes its share of a single sample.
        expect(out[ms * 48]).toBeCloseTo(Math.exp((-2 * Math.PI * 20) / 48_000), 5)
      }),
      { numRuns: 20 },
    )
  })

  it("repeats with its feedback", () => {
    const values = { ...BARE, time: 100, feedback: 50 }
    const out = through(aDevice(delay, values), impulse(24_000)).left
    for (const repeat of [1, 2, 3, 4])
      expect(out[repeat * 4800]! / 0.5 ** (repeat - 1)).toBeCloseTo(1, 1)
  })

  it("goes from side to side in ping-pong", () => {
    const values = { ...BARE, time: 10, feedback: 50, mode: 1 }
    const out = through(aDevice(delay, values), impulse(3000))
    expect(soundingFrames(out.left, 0.025)).toEqual([480, 1440, 2400])
    expect(soundingFrames(out.right, 0.025)).toEqual([960, 1920, 2880])
  })

  it("filters its repeats as filters of first order do", () => {
    const values = { ...BARE, time: 1, lowCut: 200, highCut: 4000 }
    const out = through(aDevice(delay, values), impulse(16_384)).left
    // A low cut and a high cut of first order, each 3.01 dB down at its frequency.
    for (const hz of [20, 200, 900, 4000]) {
      const analogue = -10 * Math.log10((1 + (200 / hz) ** 2) * (1 + (hz / 4000) ** 2))
      expect(Math.abs(responseDb(out, hz) - analogue)).toBeLessThan(hz < 1000 ? 0.15 : 0.4)
    }
    expect(responseDb(out, 0)).toBeLessThan(-80)
  })

  it("does not click when its time changes while a tone sounds", () => {
    const device = aDevice(delay, { ...BARE, time: 400 })
    const sound = both(48_000, sineOf(100, 0.5))
    through(device, sound)
    const index = indexOf(delay, "time")
    const pieces = [333, 205, 777, 50].map((ms) => {
      device.setParameter(index, ms)
      return through(device, { left: sound.left.slice(0, 1000), right: sound.right.slice(0, 1000) })
    })
    const out = pieces.flatMap(({ left }) => [...left])
    // The input itself jumps back by a phase at each piece, a second earlier or more in the echoes.
    const steps = out.slice(1).map((value, i) => Math.abs(value - out[i]!))
    expect(Math.max(...steps)).toBeLessThan(0.5 * ((2 * Math.PI * 100) / 48_000) * 1.2)
  })

  it("arrives at the last of several times that come faster than it fades", () => {
    const device = aDevice(delay, { ...BARE, time: 100 })
    for (const ms of [50, 70, 30]) device.setParameter(indexOf(delay, "time"), ms)
    const silence = both(9600, () => 0)
    through(device, silence)
    expect(soundingFrames(through(device, impulse(4800)).left)).toEqual([30 * 48])
  })

  it("stays bounded at full feedback", () => {
    const device = aDevice(delay, { ...BARE, time: 1, feedback: 98, mode: 1 })
    expect(peakOf(through(device, noise(96_000, 1)).left)).toBeLessThan(50)
  })
})
