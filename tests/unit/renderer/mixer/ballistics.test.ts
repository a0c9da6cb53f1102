import { describe, expect, test } from "vitest"
import { FLOOR_DB, Meter } from "../../../../src-renderer/features/mixer/meters/ballistics.ts"

const FRAME_SECONDS = 1 / 60
const read = (meter: Meter, peak: number, seconds: number): void => {
  const frames = Math.round(seconds / FRAME_SECONDS)
  const [left, leftPower] = [peak, peak ** 2 / 2]
  for (let i = 0; i < frames; i++)
    meter.read({ left, leftPower, right: left, rightPower: leftPower }, FRAME_SECONDS)
}

describe("a meter", () => {
  test("rises at once and falls by 20 dB in 1.7 s", () => {
    const meter = new Meter()
    read(meter, 1, FRAME_SECONDS)
    expect(meter.left.peakDb).toBe(0)
    read(meter, 0, 1.7)
    expect(meter.left.peakDb).toBeCloseTo(-20, 6)
  })

  test("holds the highest peak for 1.5 s", () => {
    const meter = new Meter()
    read(meter, 0.5, FRAME_SECONDS)
    read(meter, 0, 1.45)
    expect(meter.left.heldDb).toBeCloseTo(-6.02, 2)
    read(meter, 0, 0.1)
    expect(meter.left.heldDb).toBeLessThan(-20)
  })

  test("counts a run over 0 dBFS once, until it is cleared", () => {
    const meter = new Meter()
    read(meter, 1.2, 0.5)
    read(meter, 0.5, 0.5)
    read(meter, 1, 0.5)
    expect(meter.overs).toBe(2)
    expect(meter.highestDb).toBeCloseTo(1.58, 2)
    meter.clear()
    expect([meter.overs, meter.highestDb]).toEqual([0, FLOOR_DB])
  })

  test("shows the RMS of a sine: slower than its peak, and 3 dB below it", () => {
    const meter = new Meter()
    read(meter, 0.5, FRAME_SECONDS)
    expect(meter.left.rmsDb).toBeLessThan(-15)
    read(meter, 0.5, 3)
    expect(meter.left.rmsDb).toBeCloseTo(-9.03, 2)
  })

  test("comes to rest in silence, and takes what is no number for silence", () => {
    const meter = new Meter()
    read(meter, Number.NaN, 1)
    expect(meter.left.peakDb).toBe(FLOOR_DB)
    read(meter, 1, 1)
    expect(meter.isAtRest).toBe(false)
    read(meter, 0, 20)
    expect(meter.isAtRest).toBe(true)
  })
})
