import { describe, expect, test } from "vitest"
import { createMeterMap } from "#shared/music/index.ts"
import { rulerMarks } from "../../../../src-renderer/features/timeline/model/ruler-marks.ts"
import {
  parsePlace,
  placeText,
  spokenClip,
} from "../../../../src-renderer/features/timeline/model/words.ts"
import { aNotesClip } from "../../../support/projects.ts"

const meters = createMeterMap([
  { tick: 0, numerator: 4, denominator: 4 },
  { tick: 8 * 3840, numerator: 3, denominator: 4 },
])
const WIDTH = 900

describe("the ruler", () => {
  test("numbers stand apart at every zoom, and there are never too many marks", () => {
    for (let power = -13; power <= 1; power++) {
      const marks = rulerMarks(meters, { startTicks: 0, pxPerTick: 2 ** power }, WIDTH)
      const labels = marks.filter(({ label }) => label !== "").map(({ x }) => x)
      // The bar in which the meter changes is shorter than the one that the zoom went by.
      for (let i = 1; i < labels.length; i++)
        expect(labels[i]! - labels[i - 1]!).toBeGreaterThanOrEqual(56 * 0.75)
      expect(marks.length).toBeLessThan(WIDTH / 5)
    }
  })

  test("shows beats when there is room, with the new meter's count after a change", () => {
    const view = { startTicks: 8 * 3840, pxPerTick: 0.05 }
    const first = rulerMarks(meters, view, 300)
    expect(first.slice(0, 4).map(({ tick }) => tick - 8 * 3840)).toEqual([0, 960, 1920, 2880])
    expect(first.slice(0, 4).map(({ level }) => level)).toEqual([0, 2, 2, 0])
  })
})

describe("places in words", () => {
  test("count bars, beats and sixteenths from 1", () => {
    expect(placeText(meters, 0)).toBe("1.1.1")
    expect(placeText(meters, 3840 + 960 + 480)).toBe("2.2.3")
  })

  test("are the nearest tick's, where a recording ends between two", () => {
    expect(placeText(meters, 3840 * 2 - 0.009)).toBe("3.1.1")
  })

  test("are read back as they are written", () => {
    for (const tick of [0, 240, 3840, 8 * 3840 + 960, 12 * 3840 + 720])
      expect(parsePlace(meters, placeText(meters, tick))).toBe(tick)
    expect(parsePlace(meters, "25")).toBe(8 * 3840 + 16 * 2880)
    for (const wrong of ["", "a", "0", "1.0", "-3", "1.2.3.4"])
      expect(parsePlace(meters, wrong)).toBeUndefined()
  })

  test("name a clip with its bars for readers", () => {
    const clip = (startTicks: number, lengthTicks: number, isMuted = false) =>
      aNotesClip("c", { name: "Strings", startTicks, lengthTicks, isMuted }) as never
    expect(spokenClip(clip(0, 2 * 3840), undefined, meters)).toBe("Strings, bar 1 to 3")
    expect(spokenClip(clip(960, 960), undefined, meters)).toBe("Strings, bar 1, beat 2")
    expect(spokenClip(clip(0, 3840, true), undefined, meters)).toBe("Strings, bar 1 to 2, muted")
  })
})
