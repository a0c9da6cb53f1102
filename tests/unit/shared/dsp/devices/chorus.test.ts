import { describe, expect, it } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { aDevice, amplitudeAt, both, impulse, peakOf, sineOf, through } from "./sound.ts"

const { chorus } = deviceSpecs

describe("chorus", () => {
  it("is three voices in one place without depth, exactly its delay later", () => {
    const device = aDevice(chorus, { depth: 0, delay: 10, mix: 100 })
    const out = through(device, impulse(2000)).left
    expect(out[480]).toBeCloseTo(Math.sqrt(3), 6)
    expect(out.filter((value) => value !== 0)).toHaveLength(1)
  })

  it("draws a tone apart into the sidebands of three slow sines, a third of a turn apart", () => {
    // Delay d + a (1 + sin): phase modulation of index b = 2 pi f a. Voices a third of a turn apart cancel the first two
    // sidebands and add up in the third, by Bessel's J3; the carrier stands at J0.
    const [hz, rate, depth] = [1000, 8, 0.25]
    const device = aDevice(chorus, { rate, depth, delay: 5, mix: 100 })
    const out = through(device, both(96_000, sineOf(hz))).left.slice(48_000)
    const index = (2 * Math.PI * hz * depth) / 1000
    const near = (at: number) => amplitudeAt(out, at)
    expect(near(hz)).toBeCloseTo(Math.sqrt(3) * bessel(0, index), 2)
    expect(near(hz + rate)).toBeLessThan(0.01)
    expect(near(hz + 2 * rate)).toBeLessThan(0.01)
    expect(near(hz + 3 * rate)).toBeCloseTo(Math.sqrt(3) * bessel(3, index), 2)
  })

  it("is mono without spread, two different sides with it", () => {
    const difference = (spread: number) => {
      const { left, right } = through(aDevice(chorus, { spread }), both(9600, sineOf(500)))
      return peakOf(left.map((value, i) => value - right[i]!))
    }
    expect(difference(0)).toBe(0)
    expect(difference(100)).toBeGreaterThan(0.1)
  })

  it("mixes with the dry sound", () => {
    const sound = both(1000, sineOf(300))
    expect(through(aDevice(chorus, { mix: 0 }), sound).left).toEqual(sound.left)
  })
})

/** J_n(x) by its integral. */
function bessel(n: number, x: number): number {
  const steps = 2000
  let sum = 0
  for (let i = 0; i < steps; i++) {
    const angle = (Math.PI * (i + 0.5)) / steps
    sum += Math.cos(n * angle - x * Math.sin(angle))
  }
  return sum / steps
}
