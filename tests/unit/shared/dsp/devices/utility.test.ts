import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviceSpecs, panGains } from "#shared/dsp/devices/index.ts"
import { aDevice, both, dB, indexOf, noise, through } from "./sound.ts"

const { utility } = deviceSpecs
const ends = (values: Record<string, number>, l = 1, r = 0.5) => {
  const sound = { left: new Float32Array(10).fill(l), right: new Float32Array(10).fill(r) }
  const { left, right } = through(aDevice(utility, values), sound)
  return [left[9]!, right[9]!]
}

describe("utility", () => {
  it("leaves sound as it is", () => {
    const sound = noise(1000, 1)
    expect(through(aDevice(utility), sound)).toEqual(sound)
  })

  it("turns up and down in dB, at the end off", () => {
    expect(dB(ends({ gain: -12 })[0]!)).toBeCloseTo(-12, 5)
    expect(ends({ gain: -72 })).toEqual([0, 0])
  })

  it("pans at constant power, 3 dB down in the middle, or balances with the middle as it was", () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (pan) => {
        const [left, right] = panGains(pan, true)
        expect(left * left + right * right).toBeCloseTo(1, 12)
        expect(Math.max(...panGains(pan, false))).toBe(1)
      }),
    )
    expect(panGains(0, true).map(dB)).toEqual([expect.closeTo(-3.01, 2), expect.closeTo(-3.01, 2)])
    expect(panGains(0, false)).toEqual([1, 1])
    expect(panGains(-1, false)).toEqual([1, 0])
    expect(ends({ law: 1, pan: 100 })[0]).toBeCloseTo(0, 6)
    expect(ends({ law: 1, pan: 100 })[1]).toBeCloseTo(0.5, 6)
  })

  it("narrows, widens and turns over", () => {
    expect(ends({ width: 0 })).toEqual([0.75, 0.75])
    expect(ends({ mono: 1, width: 200 })).toEqual([0.75, 0.75])
    expect(ends({ width: 200 })).toEqual([1.25, 0.25])
    expect(ends({ invertLeft: 1 })).toEqual([-1, 0.5])
    expect(ends({ invertRight: 1 })).toEqual([1, -0.5])
  })

  it("takes DC away where asked, and leaves 100 Hz alone", () => {
    const out = through(
      aDevice(utility, { dcFilter: 1 }),
      both(48_000, () => 0.5),
    ).left
    expect(Math.abs(out.at(-1)!)).toBeLessThan(1e-6)
  })

  it("moves its gain in a straight line of 10 ms, from the frame at which it was set", () => {
    const device = aDevice(utility)
    const sound = both(256, () => 1)
    through(device, sound)
    device.setParameter(indexOf(utility, "gain"), 20 * Math.log10(0.5))
    const out = [...Array(3).keys()].flatMap(() => [...through(device, sound).left])
    for (const frame of [0, 100, 300, 478])
      expect(out[frame]).toBeCloseTo(1 - (0.5 * (frame + 1)) / 480, 5)
    expect(out.slice(479).every((value) => Math.abs(value - 0.5) < 1e-7)).toBe(true)
  })
})
