import { describe, expect, test } from "vitest"
import { barsOf, loudestOf } from "../../../../src-renderer/ui/waveform.ts"

describe("bars of a waveform", () => {
  test("keep the extremes of what they gather", () => {
    const peaks = Float32Array.of(-0.5, 0.25, -0.125, 1, -0.25, 0.5, 0, 0)
    expect([...barsOf(peaks, 2)]).toEqual([-0.5, 1, -0.25, 0.5])
  })

  test("repeat peaks where there are fewer than bars, so that the picture keeps its length", () => {
    expect([...barsOf(Float32Array.of(-1, 1), 3)]).toEqual([-1, 1, -1, 1, -1, 1])
  })

  test("are a line where there is no sound", () => {
    expect([...barsOf(new Float32Array(), 2)]).toEqual([0, 0, 0, 0])
  })

  test("of several parts are as loud as the loudest part in each place", () => {
    const drums = Float32Array.of(-1, 0.5, 0, 0)
    const bass = Float32Array.of(-0.25, 0.75, -0.5, 0.5)
    expect([...loudestOf([drums, bass], 2)]).toEqual([-1, 0.75, -0.5, 0.5])
  })
})
