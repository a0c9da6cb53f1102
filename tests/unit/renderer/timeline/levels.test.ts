import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { bent } from "../../../../src-main/shared/project/sound/automation-of.ts"
import {
  parameterName,
  progressOf,
  scaleOf,
} from "../../../../src-renderer/features/timeline/model/curve.ts"
import {
  dbOfPlace,
  dbText,
  parseDb,
  placeOfDb,
} from "../../../../src-renderer/features/timeline/model/levels.ts"

describe("levels", () => {
  test("go to a place and back, and rise all the way", () => {
    fc.assert(
      fc.property(fc.double({ min: -59.9, max: 6, noNaN: true }), (gainDb) => {
        expect(dbOfPlace(placeOfDb(gainDb))).toBeCloseTo(gainDb, 9)
        expect(placeOfDb(gainDb)).toBeGreaterThanOrEqual(placeOfDb(gainDb - 0.1))
      }),
    )
    expect(dbOfPlace(0)).toBe(-144)
    expect(placeOfDb(-144)).toBe(0)
    expect(placeOfDb(6)).toBe(1)
  })

  test("are written with a true minus and read in every spelling", () => {
    expect(dbText(-3.44)).toBe("−3.4")
    expect(dbText(-0.04)).toBe("0.0")
    expect(dbText(-100)).toBe("−∞")
    for (const text of ["-3.5", "−3.5", " -3,5 dB", "-3.5db"]) expect(parseDb(text)).toBe(-3.5)
    expect(parseDb("-inf")).toBe(-144)
    expect(parseDb("40")).toBe(6)
    for (const text of ["", "loud", "1.2.3", "--3"]) expect(parseDb(text)).toBeUndefined()
  })
})

describe("curves", () => {
  test("are drawn as they sound", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (share, tension) => {
          expect(progressOf(share, "smooth", tension)).toBeCloseTo(bent(share, tension), 12)
        },
      ),
    )
    expect(progressOf(0.99, "hold")).toBe(0)
    expect(progressOf(0.25, "linear")).toBe(0.25)
  })

  test("stand on a scale that goes both ways", () => {
    for (const parameter of ["gainDb", "pan", "cutoffHz"]) {
      const scale = scaleOf(parameter, [0, 20_000])
      for (const share of [0.01, 0.3, 0.5, 1])
        expect(scale.shareOf(scale.valueAt(share))).toBeCloseTo(share, 9)
    }
  })

  test("are named in words", () => {
    expect(parameterName("gainDb")).toBe("Level")
    expect(parameterName("cutoffHz")).toBe("Cutoff")
    expect(parameterName("sideChainMs")).toBe("Side chain")
  })
})
