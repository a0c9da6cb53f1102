import { describe, expect, test } from "vitest"
import { createMeterMap } from "#shared/music/index.ts"
import {
  barsText,
  readBars,
  readLength,
  readNumber,
  readPitch,
  readPosition,
} from "../../../../src-renderer/features/notes/inspector/number-text.ts"

describe("a number field understands", () => {
  test("numbers, and sums on what is there", () => {
    const read = ["90", "+3", "-3", "−3", "*2", "/4", " 12.5 "].map((text) => readNumber(text, 60))
    expect(read).toEqual([90, 63, 57, 57, 120, 15, 12.5])
    for (const text of ["", "loud", "/0", "3+4", "--2"])
      expect(readNumber(text, 60)).toBeUndefined()
  })

  test("note values as lengths", () => {
    const read = ["1/8", "1/8T", "1/8.", "3/4", "480", "+10"].map((text) => readLength(text, 100))
    expect(read.map((ticks) => Math.round(ticks!))).toEqual([480, 320, 720, 2880, 480, 110])
    expect(readLength("1/0", 100)).toBeUndefined()
  })

  test("names of pitches, with either sign of an accidental", () => {
    const read = ["C4", "e♭4", "F#-1", "61", "+12", "H2"].map((text) => readPitch(text, 60))
    expect(read).toEqual([60, 63, 6, 61, 72, undefined])
  })

  test("bars, beats and ticks under changing meters", () => {
    const read = readPosition(
      createMeterMap([
        { tick: 0, numerator: 3, denominator: 4 },
        { tick: 2880, numerator: 4, denominator: 4 },
      ]),
    )
    const texts = ["1", "2.1", "2.3.120", "+240", "0.1", "x"]
    expect(texts.map((text) => read(text, 1000))).toEqual([
      0,
      2880,
      4920,
      1240,
      undefined,
      undefined,
    ])
  })

  test("bars as a length, and shows those that are whole", () => {
    const meters = createMeterMap([
      { tick: 0, numerator: 3, denominator: 4 },
      { tick: 5760, numerator: 4, denominator: 4 },
    ])
    const read = ["1 bar", "3 bars", "480"].map((text) => readBars(meters, 2880)(text, 0))
    expect(read).toEqual([2880, 2880 + 2 * 3840, 480])
    expect(read.map((length) => barsText(meters, 2880)(length!))).toEqual([
      ...["1 bar", "3 bars", "480"],
    ])
    expect(barsText(meters, 960)(3840)).toBe("3840")
  })
})
