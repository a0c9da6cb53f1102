import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  PointerHand,
  TURN_SECONDS,
} from "../../../../src-renderer/features/deck/model/pointer-hand.ts"
import { rangeOf } from "../../../../src-renderer/features/deck/lanes/draw-lanes.ts"
import { Trace } from "../../../../src-renderer/features/deck/model/trace.ts"

/** Moves along a circle at a speed; the last report. */
function turnBy(turns: number, { ms = 400, radius = 100, stepMs = 8 } = {}) {
  const hand = new PointerHand()
  let last = hand.press(radius, 0, 0)
  for (let at = stepMs; at <= ms; at += stepMs) {
    const angle = (2 * Math.PI * turns * at) / ms
    last = hand.move(radius * Math.cos(angle), radius * Math.sin(angle), at)
  }
  return last
}

describe("a pointer that turns a record", () => {
  it("turns it as far and as fast as it moves round, clockwise forwards", () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (turns) => {
        const { position, velocity } = turnBy(turns)
        expect(position).toBeCloseTo(turns * TURN_SECONDS, 6)
        expect(velocity).toBeCloseTo((turns * TURN_SECONDS) / 0.4, 6)
      }),
    )
  })

  it("stands while it does not move, and turns nothing at the hub", () => {
    const hand = new PointerHand()
    hand.press(100, 0, 0)
    hand.move(0, 100, 10)
    expect(hand.move(0, 100, 100).velocity).toBe(0)
    const before = hand.move(0, 100, 110).position
    expect(hand.move(2, -3, 120).position).toBe(before)
  })

  it("takes hold elsewhere without turning the record", () => {
    const hand = new PointerHand()
    hand.press(100, 0, 0)
    const { position } = hand.move(0, 100, 10)
    expect(hand.press(-100, 0, 500).position).toBe(position)
  })
})

describe("what a deck did", () => {
  it("is kept for the last 4096 samples, and found by its time", () => {
    const trace = new Trace()
    for (let i = 0; i < 5000; i++) trace.add({ ms: i * 16, positionSeconds: i, speed: 1, open: 1 })
    const sample = { ms: 0, positionSeconds: 0, speed: 0, open: 0 }
    expect(trace.length).toBe(4096)
    expect(trace.read(0, sample).positionSeconds).toBe(904)
    expect(trace.read(trace.from(3000 * 16), sample).positionSeconds).toBe(3000)
    expect(trace.from(1e9)).toBe(4096)
  })
})

describe("the lane of positions", () => {
  const trace = new Trace()
  const at = (ms: number, positionSeconds: number) =>
    trace.add({ ms, positionSeconds, speed: 1, open: 1 })

  it("has all of the last seconds in it, also after a motor's run, and no less than a scratch is wide", () => {
    expect(rangeOf(trace, 0)).toEqual({ middle: 0, reach: 0.6 })
    // A motor for ten seconds, then a scratch around 10.
    for (let ms = 0; ms <= 10_000; ms += 16) at(ms, ms / 1000)
    const running = rangeOf(trace, 10_000)
    expect(running.middle + running.reach).toBeGreaterThan(10)
    expect(running.middle - running.reach).toBeLessThan(7)
    for (let ms = 10_016; ms <= 14_000; ms += 16) at(ms, 10 + 0.2 * Math.sin(ms / 80))
    const scratched = rangeOf(trace, 14_000)
    expect(scratched.reach).toBe(0.6)
    expect(scratched.middle).toBeCloseTo(10, 1)
  })
})
