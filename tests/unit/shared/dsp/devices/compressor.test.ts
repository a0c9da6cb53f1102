import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviceSpecs, reductionDb } from "#shared/dsp/devices/index.ts"
import { aDevice, amplitudeAt, both, dB, impulse, noise, sineOf, through } from "./sound.ts"

const { compressor } = deviceSpecs
const level = (db: number, frames = 48_000) => both(frames, () => 10 ** (db / 20))
const BASE = { threshold: -20, ratio: 4, knee: 0, attack: 10, release: 200 }

describe("compressor", () => {
  it("follows its static curve to 0.01 dB, knee included", () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(
        number(-60, 0),
        number(-50, -5),
        number(1, 20),
        number(0, 24),
        (levelDb, thresholdDb, ratio, kneeDb) => {
          const values = { threshold: thresholdDb, ratio, knee: kneeDb, attack: 1, release: 20 }
          const out = through(aDevice(compressor, values), level(levelDb, 9600)).left
          const expected = levelDb - reductionDb(levelDb, { thresholdDb, ratio, kneeDb })
          expect(Math.abs(dB(out.at(-1)!) - expected)).toBeLessThan(0.01)
        },
      ),
      { numRuns: 60 },
    )
  })

  it("knows the textbook's curve", () => {
    const hard = { thresholdDb: -20, ratio: 4, kneeDb: 0 }
    expect([-40, -20, -12, 0].map((db) => reductionDb(db, hard))).toEqual([0, 0, 6, 15])
    const soft = { thresholdDb: -20, ratio: 4, kneeDb: 12 }
    expect(reductionDb(-20, soft)).toBeCloseTo((0.75 * 36) / 24, 12)
    expect(reductionDb(-14, soft)).toBeCloseTo(4.5, 12)
  })

  it.each([200, 1000, 5000])("holds a sine of %i Hz on the static curve to 0.1 dB", (hz) => {
    const sound = both(96_000, sineOf(hz, 10 ** (-8 / 20)))
    const settled = (detector: number) => {
      const values = { ...BASE, attack: 5, release: 500, detector }
      return dB(amplitudeAt(through(aDevice(compressor, values), sound).left.slice(-48_000), hz))
    }
    expect(Math.abs(settled(0) - (-8 - 9))).toBeLessThan(0.1)
    // The RMS detector hears a sine 3.01 dB lower.
    const rms = -8 - 0.75 * (12 - 10 * Math.log10(2))
    expect(Math.abs(settled(1) - rms)).toBeLessThan(0.1)
  })

  it.each([1, 10, 50])("attacks with a time constant of %i ms", (attackMs) => {
    const values = { ...BASE, attack: attackMs }
    const out = through(aDevice(compressor, values), level(0)).left
    for (const share of [0.5, 1, 2]) {
      const frame = Math.round((share * attackMs * 48_000) / 1000)
      const expected = -15 * (1 - Math.exp(-frame / ((attackMs * 48_000) / 1000)))
      expect(Math.abs(dB(out[frame - 1]!) - expected)).toBeLessThan(0.02)
    }
  })

  it("releases as its two one-poles do, in closed form", () => {
    const attackSeconds = 0.01
    const releaseSeconds = 0.2
    const sound = both(96_000, (frame) => (frame < 48_000 ? 1 : 10 ** (-30 / 20)))
    const out = through(aDevice(compressor, BASE), sound).left
    for (const seconds of [0.02, 0.1, 0.2, 0.5]) {
      const slow = releaseSeconds * Math.exp(-seconds / releaseSeconds)
      const fast = attackSeconds * Math.exp(-seconds / attackSeconds)
      const expected = (-15 * (slow - fast)) / (releaseSeconds - attackSeconds)
      const actual = dB(out[48_000 + Math.round(seconds * 48_000)]!) + 30
      expect(Math.abs(actual - expected)).toBeLessThan(0.02)
    }
  })

  it("tells its look-ahead as latency, and turns down before the attack comes", () => {
    const device = aDevice(compressor, { ...BASE, attack: 1, lookAhead: 5 })
    expect(device.latencyFrames).toBe(240)
    const quiet = through(aDevice(compressor, { ...BASE, lookAhead: 5, ratio: 1 }), impulse(1000))
    expect(quiet.left.findIndex((value) => value !== 0)).toBe(240)
    const step = both(4800, (frame) => (frame < 2400 ? 0 : 1))
    const out = through(device, step).left
    // Five time constants have passed when the step comes out.
    expect(dB(out[2640]!)).toBeLessThan(-15 * (1 - Math.exp(-5)) + 0.1)
  })

  it("adds make-up, and mixes with the dry sound", () => {
    const out = (values: Record<string, number>) =>
      through(aDevice(compressor, { ...BASE, ...values }), level(0)).left.at(-1)!
    expect(dB(out({ makeUp: 6 }))).toBeCloseTo(-9, 2)
    expect(out({ mix: 25 })).toBeCloseTo(0.75 + 0.25 * 10 ** (-15 / 20), 4)
    expect(out({ mix: 0 })).toBe(1)
  })

  it("listens to the side chain, there without its low end", () => {
    const sound = level(-30)
    const ducked = (side: ReturnType<typeof level>, values: Record<string, number> = {}) => {
      const device = aDevice(compressor, { ...BASE, source: 1, ...values })
      const out = through(device, sound, { side }).left
      return { db: dB(out.at(-1)!) + 30, meter: device.meters![0]! }
    }
    expect(ducked(level(0)).db).toBeCloseTo(-15, 2)
    expect(ducked(level(0)).meter).toBeCloseTo(15, 2)
    expect(ducked(level(-40)).db).toBeCloseTo(0, 3)
    // What is left is the release of the level's own beginning: 15 dB after five time constants.
    expect(ducked(level(0), { highPass: 100 }).db).toBeGreaterThan(-15 * Math.exp(-4.7))
    const quiet = both(48_000, sineOf(25, 1))
    expect(ducked(quiet, { highPass: 500 }).db).toBeGreaterThan(-1)
  })

  it("turns both sides down alike", () => {
    const sound = noise(4800, 3, 0.1)
    sound.left = level(0, 4800).left
    const out = through(aDevice(compressor, BASE), sound)
    const gain = (frame: number) => out.left[frame]! / sound.left[frame]!
    for (const frame of [100, 1000, 4000])
      expect(out.right[frame]! / sound.right[frame]!).toBeCloseTo(gain(frame), 5)
  })

  it("goes on as new after a side chain whose sample is no number", () => {
    const side = level(0, 9600)
    side.left[1000] = NaN
    const out = through(aDevice(compressor, { ...BASE, source: 1 }), level(-6, 9600), { side }).left
    expect(out.every(Number.isFinite)).toBe(true)
    expect(out[1000]).toBe(0)
    expect(dB(out[1001]!)).toBeGreaterThan(-6.1)
    expect(dB(out.at(-1)!)).toBeCloseTo(-21, 1)
  })
})
