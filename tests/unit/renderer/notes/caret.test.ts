import fc from "fast-check"
import { expect, test } from "vitest"
import { createMeterMap } from "#shared/music/index.ts"
import {
  boxOfCaret,
  caretAt,
  walkedCaret,
  type CaretGround,
} from "../../../../src-renderer/features/notes/geometry/caret.ts"
import { drumRows, keyRows } from "../../../../src-renderer/features/notes/geometry/rows.ts"
import { GRIDS, type GridName } from "../../../../src-renderer/features/notes/geometry/snap.ts"

const METERS = createMeterMap([
  { tick: 0, numerator: 4, denominator: 4 },
  { tick: 7680, numerator: 7, denominator: 8 },
])
const ground = (grid: GridName, isDrums = false): CaretGround => ({
  ...{ grid: GRIDS[grid], meters: METERS, rows: isDrums ? drumRows([]) : keyRows() },
  ...{ startTicks: 480, endTicks: 20_000, heardTicks: 15_360 },
})
const ONE = { isExtending: false, isFar: false }

test("the caret never leaves its ground, and stands on a cell that is some ticks wide", () => {
  const key = fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End")
  const step = fc.record({ key, isExtending: fc.boolean(), isFar: fc.boolean() })
  const grid = fc.constantFrom(...(Object.keys(GRIDS) as GridName[]))
  fc.assert(
    fc.property(grid, fc.boolean(), fc.array(step, { maxLength: 20 }), (name, isDrums, steps) => {
      const at = ground(name, isDrums)
      let caret = caretAt(7680, 60, at)
      for (const { key: pressed, ...how } of steps) caret = walkedCaret(caret, pressed, how, at)!
      const box = boxOfCaret(caret, at)
      expect(caret.tick).toBeGreaterThanOrEqual(480)
      expect(caret.tick).toBeLessThan(20_000)
      expect(box.endTicks).toBeGreaterThan(box.startTicks)
      expect(box.topRow).toBeGreaterThanOrEqual(0)
      expect(box.bottomRow).toBeLessThan(at.rows.pitches.length)
    }),
  )
})

test("a step right and one left is no step, also over a change of metre", () => {
  fc.assert(
    fc.property(fc.integer({ min: 960, max: 18_000 }), (tick) => {
      const at = ground("1/8")
      const caret = caretAt(tick, 60, at)
      const right = walkedCaret(caret, "ArrowRight", ONE, at)!
      expect(walkedCaret(right, "ArrowLeft", ONE, at)).toEqual(caret)
    }),
  )
})

test("with Ctrl it goes by bars and octaves, and another key is not the caret's", () => {
  const at = ground("1/16")
  const caret = caretAt(960, 60, at)
  const far = { isExtending: false, isFar: true }
  expect(walkedCaret(caret, "ArrowRight", far, at)).toMatchObject({ tick: 3840, row: 60 })
  expect(walkedCaret(caret, "ArrowUp", far, at)).toMatchObject({ tick: 960, row: 48 })
  expect(walkedCaret(caret, "q", ONE, at)).toBeNull()
})
