import { describe, expect, it } from "vitest"
import { impairmentsOf } from "../../../src-main/cli/timecode-impairments.ts"

describe("impairments on the command line", () => {
  it("are none by default", () => {
    expect(impairmentsOf({})).toEqual({
      cartridge: false,
      noiseColour: "white",
      skips: [],
      lifts: [],
    })
  })

  it("have their numbers, jumps in order, and times of a lifted needle", () => {
    const skip = ["3:1.8", "1:-1.8:0.02"]
    expect(
      impairmentsOf({ noise: 37, skew: -0.1, cartridge: true, skip, lift: ["5:6.5"] }),
    ).toEqual({
      ...{ noiseDb: 37, skewRadians: -0.1, cartridge: true, noiseColour: "white" },
      skips: [
        { atSeconds: 1, bySeconds: -1.8, burstSeconds: 0.02 },
        { atSeconds: 3, bySeconds: 1.8, burstSeconds: 0 },
      ],
      lifts: [{ fromSeconds: 5, toSeconds: 6.5 }],
    })
  })

  it.each([[["1"]], [["1:x"]], [["1:2:3:4"]]])("refuse a jump that is none: %s", (skip) => {
    expect(() => impairmentsOf({ skip })).toThrow("--skip is at:by or at:by:burst in seconds")
    expect(() => impairmentsOf({ lift: ["5"] })).toThrow("--lift is from:to in seconds")
    expect(() => impairmentsOf({ lift: ["3:1"] })).toThrow("--lift ends after it begins")
  })
})
