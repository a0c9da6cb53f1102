import { describe, expect, it } from "vitest"
import { mixToMono } from "#shared/dsp/mono.ts"

describe("the mono mix", () => {
  it("is the mean of the channels", () => {
    const mono = mixToMono([Float32Array.of(1, 0, 0.5), Float32Array.of(0, -1, 0.5)])
    expect([...mono]).toEqual([0.5, -0.5, 0.5])
  })

  it("of one channel is that channel, not a copy", () => {
    const only = Float32Array.of(0.1, 0.2)
    expect(mixToMono([only])).toBe(only)
  })
})
