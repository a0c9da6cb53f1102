import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  dbOfGain,
  dbOfPower,
  exactCos,
  exactExp,
  exactLog,
  exactSin,
  exactTan,
  gainOfDb,
} from "#shared/dsp/exact-math.ts"
import { DB_PER_OCTAVE, fastExp2, fastLog2 } from "#shared/dsp/fast-decibels.ts"

const relative = (actual: number, expected: number) =>
  expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1)
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe("exact functions", () => {
  it("give sines and cosines to 1e-14", () => {
    fc.assert(
      fc.property(finite(-1000, 1000), (x) => {
        expect(Math.abs(exactSin(x) - Math.sin(x))).toBeLessThan(2e-13)
        expect(Math.abs(exactCos(x) - Math.cos(x))).toBeLessThan(2e-13)
      }),
    )
  })

  it("give tangents up to where filters end to 1e-12 of their value", () => {
    fc.assert(
      fc.property(finite(1e-9, 1.56), (x) => {
        expect(relative(exactTan(x), Math.tan(x))).toBeLessThan(1e-12)
      }),
    )
  })

  it("give exponentials to 1e-12 of their value, and their limits", () => {
    fc.assert(
      fc.property(finite(-700, 709), (x) => {
        expect(relative(exactExp(x), Math.exp(x))).toBeLessThan(1e-12)
      }),
    )
    expect([exactExp(-1000), exactExp(1000), exactExp(0)]).toEqual([0, Infinity, 1])
    expect(exactExp(NaN)).toBeNaN()
  })

  it("give logarithms to 1e-12 of their value, and their limits", () => {
    fc.assert(
      fc.property(finite(1e-300, 1e300), (x) => {
        expect(relative(exactLog(x), Math.log(x))).toBeLessThan(1e-12)
      }),
    )
    for (const x of [5e-324, 0.999_999_9, 1, 1 + 1e-12, Math.SQRT2, Math.SQRT1_2, 2])
      expect(relative(exactLog(x), Math.log(x))).toBeLessThan(1e-12)
    expect([exactLog(0), exactLog(Infinity)]).toEqual([-Infinity, Infinity])
    expect(exactLog(-1)).toBeNaN()
  })

  it("turn decibels into gains and back", () => {
    fc.assert(
      fc.property(finite(-200, 200), (db) => {
        expect(dbOfGain(gainOfDb(db))).toBeCloseTo(db, 11)
        expect(dbOfPower(gainOfDb(db) * gainOfDb(db))).toBeCloseTo(db, 11)
      }),
    )
    expect(gainOfDb(20)).toBeCloseTo(10, 13)
  })
})

describe("fast decibels", () => {
  it("take the logarithm of a sample to 0.0001 dB", () => {
    fc.assert(
      fc.property(finite(1e-30, 1e30), (x) => {
        const error = fastLog2(x) - Math.log2(Math.fround(x))
        expect(Math.abs(error) * DB_PER_OCTAVE).toBeLessThan(1e-4)
      }),
    )
    expect(fastLog2(1)).toBe(0)
    expect(fastLog2(0)).toBeLessThan(-126)
  })

  it("raise 2 to 0.0001 dB, exactly at whole numbers", () => {
    fc.assert(
      fc.property(finite(-150, 150), (x) => {
        expect(Math.abs(Math.log2(fastExp2(x)) - x) * DB_PER_OCTAVE).toBeLessThan(1e-4)
      }),
    )
    expect([fastExp2(0), fastExp2(-3), fastExp2(4)]).toEqual([1, 0.125, 16])
  })
})
