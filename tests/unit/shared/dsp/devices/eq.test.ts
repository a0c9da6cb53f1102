import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviceSpecs, eqMagnitudeDb } from "#shared/dsp/devices/index.ts"
import { BAND_SHAPES, sectionsOf, type BandShape } from "#shared/dsp/devices/eq/design.ts"
import { aDevice, impulse, indexOf, noise, responseDb, sineOf, both, through } from "./sound.ts"

const { eq } = deviceSpecs
const shapeIndex = (shape: BandShape) => BAND_SHAPES.indexOf(shape)

interface Band {
  shape: BandShape
  hz: number
  gainDb?: number
  q?: number
}

const valuesOf = ({ shape, hz, gainDb = 0, q = Math.SQRT1_2 }: Band, number = 3) => ({
  [`band${number}.shape`]: shapeIndex(shape),
  [`band${number}.frequency`]: hz,
  [`band${number}.gain`]: gainDb,
  [`band${number}.q`]: q,
})

function allValues(values: Record<string, number>): number[] {
  return eq.parameters.map(({ id, initial }) => values[id] ?? initial)
}

/** The analogue prototypes of the Audio EQ cookbook, in complex arithmetic: |H(j hz / f0)| in dB. */
function analogueDb({ shape, hz: centre, gainDb = 0, q = Math.SQRT1_2 }: Band, hz: number): number {
  const w = hz / centre
  const a = 10 ** (gainDb / 40)
  const power = (n: [number, number, number], d: [number, number, number]) =>
    ((n[2] - n[0] * w * w) ** 2 + (n[1] * w) ** 2) / ((d[2] - d[0] * w * w) ** 2 + (d[1] * w) ** 2)
  const r = Math.sqrt(a)
  const h: Partial<Record<BandShape, number>> = {
    bell: power([1, a / q, 1], [1, 1 / (a * q), 1]),
    notch: power([1, 0, 1], [1, 1 / q, 1]),
    "low shelf": a * a * power([1, r / q, a], [a, r / q, 1]),
    "high shelf": a * a * power([a, r / q, 1], [1, r / q, a]),
    "low cut 12": power([1, 0, 0], [1, 1 / q, 1]),
    "high cut 12": power([0, 0, 1], [1, 1 / q, 1]),
    "low cut 24": w ** 8 / (1 + w ** 8),
    "high cut 24": 1 / (1 + w ** 8),
    "low cut 48": w ** 16 / (1 + w ** 16),
    "high cut 48": 1 / (1 + w ** 16),
  }
  return 10 * Math.log10(h[shape] ?? 1)
}

const FREQUENCIES = Array.from({ length: 60 }, (_, i) => 20 * 1000 ** (i / 59))

describe("equaliser", () => {
  const shapes = BAND_SHAPES.filter((shape) => shape !== "off")

  it.each(shapes)("%s answers an impulse as its closed form says, to 0.01 dB", (shape) => {
    const values = valuesOf({ shape, hz: 1500, gainDb: 9, q: 0.9 })
    const response = through(aDevice(eq, values), impulse(16_384)).left
    for (const hz of FREQUENCIES) {
      const expected = eqMagnitudeDb(allValues(values), 48_000, hz)
      if (expected < -80) continue // below the rounding of the output to 32 bits
      expect(Math.abs(responseDb(response, hz) - expected)).toBeLessThan(0.01)
    }
  })

  it.each(shapes)("%s stays within 0.1 dB of the analogue filter up to 20 kHz", (shape) => {
    for (const gainDb of [-12, 6]) {
      const band = { shape, hz: 400, gainDb }
      const values = allValues(valuesOf(band))
      for (const hz of FREQUENCIES) {
        const expected = analogueDb(band, hz)
        if (expected < -36) continue // far down a slope, where nobody hears a tenth
        expect(Math.abs(eqMagnitudeDb(values, 48_000, hz) - expected)).toBeLessThan(0.1)
      }
    }
  })

  it("keeps its shape near half the rate, where a bilinear bell would be squeezed by 6 dB", () => {
    for (const [shape, gainDb, q, limitDb] of [
      ["bell", 12, 1, 0.8],
      ["bell", -12, 2, 0.8],
      ["high shelf", 12, Math.SQRT1_2, 0.35],
      ["low cut 12", 0, Math.SQRT1_2, 0.35],
    ] as const) {
      const band = { shape, hz: 12_000, gainDb, q }
      for (const hz of FREQUENCIES.filter((each) => analogueDb(band, each) > -36)) {
        const actual = eqMagnitudeDb(allValues(valuesOf(band)), 44_100, hz)
        expect(Math.abs(actual - analogueDb(band, hz))).toBeLessThan(limitDb)
      }
    }
  })

  it("undoes a boost by the same cut", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<BandShape>("bell", "low shelf", "high shelf"),
        fc.integer({ min: 20, max: 20_000 }),
        fc.double({ min: 0.5, max: 24, noNaN: true }),
        fc.double({ min: 0.2, max: 12, noNaN: true }),
        (shape, hz, gainDb, q) => {
          const values = allValues({
            ...valuesOf({ shape, hz, gainDb, q }, 3),
            ...valuesOf({ shape, hz, gainDb: -gainDb, q }, 4),
          })
          for (const at of [30, 1000, 9000, 20_000])
            expect(Math.abs(eqMagnitudeDb(values, 48_000, at))).toBeLessThan(1e-6)
        },
      ),
    )
  })

  it("makes only stable filters, at any rate", () => {
    const band = fc.record({
      shape: fc.constantFrom(...shapes),
      frequencyHz: fc.double({ min: 10, max: 22_000, noNaN: true }),
      gainDb: fc.double({ min: -24, max: 24, noNaN: true }),
      q: fc.double({ min: 0.1, max: 24, noNaN: true }),
    })
    fc.assert(
      fc.property(band, fc.constantFrom(8000, 44_100, 192_000), (settings, rateHz) => {
        for (const section of sectionsOf(settings, rateHz)) {
          expect(section.warp).toBeGreaterThan(0)
          expect(section.damping).toBeGreaterThan(0)
          expect(Object.values(section).every(Number.isFinite)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("leaves sound as it is, to the bit, where no band does anything", () => {
    const sound = noise(1000, 1)
    expect(through(aDevice(eq), sound)).toEqual(sound)
  })

  it("adds up all its bands", () => {
    const one = valuesOf({ shape: "bell", hz: 500, gainDb: 6 }, 3)
    const two = valuesOf({ shape: "high cut 24", hz: 5000 }, 8)
    const level = (values: Record<string, number>) => eqMagnitudeDb(allValues(values), 48_000, 700)
    expect(level({ ...one, ...two, output: -3 })).toBeCloseTo(level(one) + level(two) - 3, 9)
  })

  it("moves from one setting to another without the click of a jump", () => {
    /** The largest second difference where the setting changes: a click's is as large as the jump. */
    const largestBend = (isInstant: boolean) => {
      const device = aDevice(eq, valuesOf({ shape: "bell", hz: 200, gainDb: 12 }))
      const sound = both(9600, sineOf(100, 0.25))
      const before = through(device, sound).left
      for (const [id, value] of Object.entries(valuesOf({ shape: "high cut 48", hz: 5000 })))
        device.setParameter(indexOf(eq, id), value, isInstant)
      device.setParameter(indexOf(eq, "band5.gain"), 12, isInstant)
      const after = through(device, sound).left
      const joined = [...before.subarray(-480), ...after.subarray(0, 4800)]
      return joined
        .slice(2)
        .reduce((most, v, i) => Math.max(most, Math.abs(v - 2 * joined[i + 1]! + joined[i]!)), 0)
    }
    expect(largestBend(false)).toBeLessThan(largestBend(true) / 20)
  })

  it("carries its state over exactly when bells move: what they all leave alone stays as it is", () => {
    // A bell passes 0 Hz at gain 1 on every way from one bell to another; a state lost on the way would show as a jump.
    const move = fc.record({
      hz: fc.double({ min: 30, max: 15_000, noNaN: true }),
      // Not 0, where the band would rest.
      gainDb: fc.double({ min: -20, max: 20, noNaN: true }).filter((db) => Math.abs(db) > 0.1),
      q: fc.double({ min: 0.3, max: 8, noNaN: true }),
      frames: fc.integer({ min: 1, max: 1500 }),
    })
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 8 }), (moves) => {
        const device = aDevice(eq, valuesOf({ shape: "bell", hz: 500, gainDb: 9 }))
        through(
          device,
          both(48_000, () => 0.5),
        )
        for (const { frames, ...band } of moves) {
          for (const [id, value] of Object.entries(valuesOf({ shape: "bell", ...band })))
            device.setParameter(indexOf(eq, id), value)
          const { left } = through(
            device,
            both(frames, () => 0.5),
          )
          for (const value of left) expect(Math.abs(value - 0.5)).toBeLessThan(1e-5)
        }
      }),
      { numRuns: 40 },
    )
  })
})
