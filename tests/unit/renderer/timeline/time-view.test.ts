import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  endOf,
  followed,
  framed,
  revealed,
  scrolled,
  tickOf,
  xOf,
  zoomed,
  type TimeView,
} from "../../../../src-renderer/features/timeline/model/time-view.ts"

const views = fc.record({
  startTicks: fc.double({ min: 0, max: 1e7, noNaN: true }),
  pxPerTick: fc.double({ min: 1e-4, max: 2, noNaN: true }),
})
const WIDTH = 900

describe("the view of time", () => {
  test("takes a tick to a place and back", () => {
    fc.assert(
      fc.property(views, fc.integer({ min: 0, max: 1e7 }), (view, tick) => {
        expect(tickOf(view, xOf(view, tick))).toBeCloseTo(tick, 4)
      }),
    )
  })

  test("keeps what lies under the pointer while it zooms, unless that would show what is before the start", () => {
    const views2 = fc.tuple(
      views,
      fc.integer({ min: 0, max: WIDTH }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
    )
    fc.assert(
      fc.property(views2, ([view, x, factor]) => {
        const after = zoomed(view, factor, x)
        if (after.startTicks > 0)
          expect(Math.abs(xOf(after, tickOf(view, x)) - x)).toBeLessThan(0.01)
        expect(after.startTicks).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test("does not zoom beyond its limits", () => {
    let view: TimeView = { startTicks: 0, pxPerTick: 0.01 }
    for (let i = 0; i < 50; i++) view = zoomed(view, 2, 100)
    expect(view.pxPerTick).toBe(2)
    for (let i = 0; i < 50; i++) view = zoomed(view, 0.5, 100)
    expect(view.pxPerTick).toBe(1e-4)
  })

  test("shows a framed stretch whole, and fills most of the width with it", () => {
    const view = framed(38_400, 76_800, WIDTH)
    expect(xOf(view, 38_400)).toBeCloseTo(24)
    expect(xOf(view, 76_800)).toBeCloseTo(WIDTH - 24)
  })

  test("never scrolls before the start", () => {
    expect(scrolled({ startTicks: 100, pxPerTick: 1 }, -500).startTicks).toBe(0)
  })

  test("moves no more than needed to show a clip", () => {
    const view = { startTicks: 10_000, pxPerTick: 0.1 }
    expect(revealed(view, 11_000, 12_000, WIDTH)).toBe(view)
    const later = revealed(view, 30_000, 31_000, WIDTH)
    expect(endOf(later, WIDTH)).toBeCloseTo(31_240)
    expect(revealed(view, 5_000, 6_000, WIDTH).startTicks).toBeCloseTo(4_760)
  })

  test("rolls under the playhead once it is at seven tenths", () => {
    const view = { startTicks: 0, pxPerTick: 1 }
    expect(followed(view, 600, WIDTH, "roll")).toBe(view)
    expect(xOf(followed(view, 700, WIDTH, "roll"), 700)).toBeCloseTo(630)
  })

  test("turns pages where motion is not wanted: still until the playhead leaves", () => {
    const view = { startTicks: 0, pxPerTick: 1 }
    expect(followed(view, 899, WIDTH, "page")).toBe(view)
    expect(xOf(followed(view, 901, WIDTH, "page"), 901)).toBeCloseTo(54)
  })
})
