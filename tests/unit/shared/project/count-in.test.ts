import { describe, expect, it } from "vitest"
import { countInOf, songTime } from "#shared/project/sound/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const ACCENT = 76

describe("the count-in", () => {
  const count = (project = anEmptyProject(), startTicks = 0, bars = 1) =>
    countInOf(project, songTime(project, 48_000), startTicks, bars)
  const keys = (messages: Int32Array): number[] => [...messages].map((one) => (one >> 8) & 0x7f)

  it("of a bar before the beginning has its beats at negative frames, the first one louder", () => {
    const { frames, score } = count()
    expect(frames).toBe(96_000)
    expect([...score!.frames]).toEqual([-96_000, -72_000, -48_000, -24_000])
    expect(keys(score!.messages).map((key) => key === ACCENT)).toEqual([true, false, false, false])
  })

  it("has the meter and the tempo of the place", () => {
    const project = after(
      anEmptyProject(),
      ["meter.set", { events: [{ tick: 3840, numerator: 6, denominator: 8 }] }],
      ["tempo.set", { events: [{ tick: 3840, bpm: 60, curve: "step" }] }],
    )
    const { frames, score } = count(project, 3840, 2)
    expect(frames).toBe(2 * 6 * 24_000)
    expect(score!.frames).toHaveLength(12)
    expect(keys(score!.messages).flatMap((key, i) => (key === ACCENT ? i : []))).toEqual([0, 6])
    expect(score!.frames.at(-1)).toBe(96_000 - 24_000)
  })

  it("is nothing where none is wanted", () => {
    expect(count(anEmptyProject(), 960, 0)).toEqual({ frames: 0, score: null })
  })
})
