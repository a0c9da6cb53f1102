import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { faderGain, Platter, SHARP_CUT } from "#shared/dsp/deck/index.ts"

describe("a fader's curve", () => {
  it("is closed at one end, open at the other, and never falls between", () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    const curve = fc.record({
      lag: fc.double({ min: 0, max: 0.2, noNaN: true }),
      cut: fc.double({ min: 0.01, max: 0.8, noNaN: true }),
      contour: fc.double({ min: 0, max: 1, noNaN: true }),
      reverse: fc.constant(false),
    })
    fc.assert(
      fc.property(curve, place, place, (shape, one, other) => {
        expect(faderGain(0, shape)).toBe(0)
        expect(faderGain(1, shape)).toBeCloseTo(1, 12)
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        expect(faderGain(high, shape)).toBeGreaterThanOrEqual(faderGain(low, shape) - 1e-12)
        expect(faderGain(1 - low, { ...shape, reverse: true })).toBeCloseTo(
          faderGain(low, shape),
          12,
        )
      }),
    )
  })

  it("of a scratch mixer opens within 1.4 mm after 1.4 mm of 45", () => {
    expect(faderGain(1.3 / 45, SHARP_CUT)).toBe(0)
    expect(faderGain(2.8 / 45, SHARP_CUT)).toBe(1)
  })

  it("of constant power lies 3 dB below in its middle", () => {
    const blend = { lag: 0, cut: 1, contour: 1, reverse: false }
    expect(faderGain(0.5, blend)).toBeCloseTo(Math.SQRT1_2, 12)
  })
})

describe("a platter", () => {
  it("starts and stops in its time, whatever the steps", () => {
    for (const step of [0.0005, 0.004]) {
      const platter = new Platter({ startSeconds: 0.7, brakeSeconds: 0.5, slipSeconds: 0.2 })
      platter.targetSpeed = 1
      for (let seconds = 0; seconds < 0.35; seconds += step) platter.advance(step)
      expect(platter.platterSpeed).toBeCloseTo(0.5, 1)
      for (let seconds = 0; seconds < 0.36; seconds += step) platter.advance(step)
      expect(platter.recordSpeed).toBe(1)
      platter.targetSpeed = 0
      for (let seconds = 0; seconds < 0.51; seconds += step) platter.advance(step)
      expect(platter.recordSpeed).toBe(0)
    }
  })

  it("takes a thrown record back to its speed by the slipmat's friction", () => {
    const platter = new Platter()
    platter.targetSpeed = 1
    for (let i = 0; i < 1000; i++) platter.advance(0.001, -2)
    expect(platter.platterSpeed).toBe(1)
    for (let i = 0; i < 300; i++) platter.advance(0.001)
    expect(platter.recordSpeed).toBeCloseTo(-2 + 0.3 / 0.21, 6)
    for (let i = 0; i < 340; i++) platter.advance(0.001)
    expect(platter.recordSpeed).toBe(1)
  })
})
