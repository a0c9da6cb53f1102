import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  dbAtPlace,
  levelText,
  movedDb,
  panText,
  parseLevel,
  parsePan,
  placeOfDb,
  SILENT_DB,
  TOP_DB,
} from "../../../../src-renderer/ui/level-law.ts"

const level = fc.integer({ min: SILENT_DB * 10, max: TOP_DB * 10 }).map((tenths) => tenths / 10)

describe("the way of a fader", () => {
  test("ends in silence below and at 12 dB above, and has 0 dB at four fifths", () => {
    expect([placeOfDb(SILENT_DB), placeOfDb(-200), placeOfDb(-Infinity)]).toEqual([0, 0, 0])
    expect(placeOfDb(TOP_DB)).toBe(1)
    expect(placeOfDb(36)).toBe(1)
    expect(placeOfDb(0)).toBeCloseTo(0.81, 12)
  })

  test("leads from any level to its place and back", () => {
    fc.assert(
      fc.property(level, (db) => {
        expect(dbAtPlace(placeOfDb(db))).toBeCloseTo(db, 9)
      }),
    )
  })

  test("rises all the way", () => {
    fc.assert(
      fc.property(level, level, (one, other) => {
        expect(Math.sign(placeOfDb(one) - placeOfDb(other))).toBe(Math.sign(one - other))
      }),
    )
  })

  test("is left from silence by the first step up, and not left below", () => {
    expect(movedDb(SILENT_DB, 0.5)).toBe(-59.5)
    expect(movedDb(-143.9, -0.5)).toBe(SILENT_DB)
    expect(movedDb(11.8, 0.5)).toBe(TOP_DB)
    expect(movedDb(-0.1, 0.1)).toBe(0)
  })
})

describe("levels in words", () => {
  test("are read back as they are written", () => {
    fc.assert(
      fc.property(level, (db) => {
        expect(parseLevel(levelText(db))).toBe(db + 0)
      }),
    )
  })

  test("have a true minus, and none before nought", () => {
    expect([levelText(-3.4), levelText(-0), levelText(-0.04), levelText(SILENT_DB)]).toEqual([
      "−3.4",
      "0.0",
      "0.0",
      "−∞",
    ])
  })

  test("are understood with comma, unit and sign, and refused otherwise", () => {
    expect(["-3,4 dB", "+2", ".5", "-inf", "99"].map(parseLevel)).toEqual([-3.4, 2, 0.5, -144, 12])
    expect(["", "loud", "3 4", "--2"].map(parseLevel)).toEqual(Array(4).fill(undefined))
  })
})

describe("pan in words", () => {
  test("is read back as it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), (share) => {
        expect(parsePan(panText(share / 100))).toBeCloseTo(share / 100, 12)
      }),
    )
  })

  test("may be typed either way round", () => {
    expect(["30L", "r 30", "-30", "c", "400"].map(parsePan)).toEqual([-0.3, 0.3, -0.3, 0, 1])
    expect(["", "middle", "l30r"].map(parsePan)).toEqual(Array(3).fill(undefined))
  })
})
