import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  framed,
  inside,
  revealed,
  rowAt,
  tickAt,
  xOf,
  yOf,
  zoomedX,
  zoomedY,
  type RollView,
} from "../../../../src-renderer/features/notes/geometry/view.ts"

const BOUNDS = { endTicks: 200_000, rows: 128, widthPx: 900, heightPx: 400 }
const views: fc.Arbitrary<RollView> = fc.record({
  startTicks: fc.double({ min: 0, max: 1e5, noNaN: true }),
  pxPerTick: fc.double({ min: 1 / 4000, max: 2, noNaN: true }),
  topRow: fc.double({ min: 0, max: 100, noNaN: true }),
  rowPx: fc.double({ min: 4, max: 40, noNaN: true }),
})

describe("the view of the roll", () => {
  test("finds the tick and the row again from where they are drawn", () => {
    fc.assert(
      fc.property(views, fc.integer({ min: 0, max: 1e6 }), fc.nat(127), (view, tick, row) => {
        expect(tickAt(view, xOf(view, tick))).toBeCloseTo(tick, 4)
        expect(rowAt(view, yOf(view, row) + view.rowPx / 2)).toBe(row)
      }),
    )
  })

  test("keeps what is under the pointer there while it zooms", () => {
    const factors = fc.double({ min: 0.2, max: 5, noNaN: true })
    fc.assert(
      fc.property(views, factors, fc.integer({ min: 0, max: 900 }), (view, factor, at) => {
        expect(tickAt(zoomedX(view, factor, at), at)).toBeCloseTo(tickAt(view, at), 4)
        const zoomed = zoomedY(view, factor, at)
        expect(zoomed.topRow + at / zoomed.rowPx).toBeCloseTo(view.topRow + at / view.rowPx, 6)
      }),
    )
  })

  test("frames a box with as much air on the left as on the right", () => {
    const box = { startTicks: 30_720, endTicks: 46_080, topRow: 50, bottomRow: 70 }
    const view = framed({ startTicks: 0, pxPerTick: 0.1, topRow: 0, rowPx: 16 }, box, BOUNDS)
    const left = xOf(view, box.startTicks)
    expect(left).toBeCloseTo(900 * 0.04, 6)
    expect(900 - xOf(view, box.endTicks)).toBeCloseTo(left, 6)
    expect(yOf(view, box.topRow)).toBeGreaterThanOrEqual(0)
    expect(yOf(view, box.bottomRow + 1)).toBeLessThanOrEqual(400)
  })

  test("never leaves the piece or the rows", () => {
    fc.assert(
      fc.property(views, (view) => {
        const held = inside({ ...view, startTicks: view.startTicks - 5e4 }, BOUNDS)
        expect(held.startTicks).toBeGreaterThanOrEqual(0)
        expect(held.startTicks).toBeLessThanOrEqual(BOUNDS.endTicks)
        expect(held.topRow + BOUNDS.heightPx / held.rowPx).toBeLessThanOrEqual(128 + 1e-9)
      }),
    )
  })

  test("moves no further than a box needs, and not at all where it shows already", () => {
    const view = { startTicks: 0, pxPerTick: 0.1, topRow: 40, rowPx: 16 }
    const shown = { startTicks: 100, endTicks: 200, topRow: 50, bottomRow: 50 }
    expect(revealed(view, shown, BOUNDS)).toEqual(view)
    const late = { ...shown, startTicks: 9000, endTicks: 9480 }
    expect(xOf(revealed(view, late, BOUNDS), 9480)).toBeCloseTo(900, 6)
  })
})
