import { describe, expect, it } from "vitest"
import { after, aNotesClip, anEmptyProject } from "../../support/projects.ts"
import { songRange } from "../../../src-main/cli/song-range.ts"

/** 4/4 at 120, but 3/4 from the third bar on; ends with the fourth. */
const project = after(
  anEmptyProject(),
  ["meter.set", { events: [{ tick: 2 * 3840, numerator: 3, denominator: 4 }] }],
  ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
  ["clip.add", { clips: [aNotesClip("all", { lengthTicks: 2 * 3840 + 2 * 2880 })] }],
)
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

  it("is one that there is: no beat beyond its bar, no tick beyond its beat", () => {
    expect(() => from("1.9.5")).toThrow("--from 1.9.5: bar 1 has 4 beats")
    expect(() => from("3.4")).toThrow("bar 3 has 3 beats")
    expect(() => from("1.1.960")).toThrow("a beat there has 960 ticks")
  })

  it("lies before the piece's end where it is the first", () => {
    expect(from("4.3.959")).toBe(2 * 3840 + 2 * 2880 - 1)
    expect(() => from("5")).toThrow("--from 5: the piece ends at 5.1.000")
    expect(() => from("999s")).toThrow("the piece ends at 5.1.000")
    expect(songRange(anEmptyProject(), { from: "1" })).toEqual({ fromTicks: 0 })
  })

  it("comes before the end", () => {
    expect(songRange(project, { from: "2", to: "4s" })).toEqual({ fromTicks: 3840, toTicks: 7680 })
    expect(() => songRange(project, { from: "2", to: "2s" })).toThrow("--to must come after --from")
    expect(songRange(project, {})).toEqual({})
  })
})
