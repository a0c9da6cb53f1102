import { describe, expect, it } from "vitest"
import { after, anEmptyProject } from "../../support/projects.ts"
import { songRange } from "../../../src-main/cli/song-range.ts"

/** 4/4 at 120, but 3/4 from the third bar on. */
const project = after(anEmptyProject(), [
  "meter.set",
  { events: [{ tick: 2 * 3840, numerator: 3, denominator: 4 }] },
])
const from = (text: string) => songRange(project, { from: text }).fromTicks

describe("a place in a song", () => {
  it("is a bar, a beat in it and a tick in that, as on screen", () => {
    expect(from("1")).toBe(0)
    expect(from("2")).toBe(3840)
    expect(from("2.3")).toBe(3840 + 1920)
    expect(from("2.3.120")).toBe(3840 + 1920 + 120)
    expect(from("4")).toBe(2 * 3840 + 2880)
  })

  it("is seconds with an s", () => {
    expect(from("2s")).toBeCloseTo(3840, 9)
    expect(from("0.25s")).toBeCloseTo(480, 9)
  })

  it("is nothing else", () => {
    for (const text of ["0", "1.0", "x", "", "-1", "1.1.1.1", "s", "1e3s"])
      expect(() => from(text), text).toThrow("--from is a bar")
  })

  it("comes before the end", () => {
    expect(songRange(project, { from: "2", to: "4s" })).toEqual({ fromTicks: 3840, toTicks: 7680 })
    expect(() => songRange(project, { from: "2", to: "2s" })).toThrow("--to must come after --from")
    expect(songRange(project, {})).toEqual({})
  })
})
