import fc from "fast-check"
import { expect, test } from "vitest"
import { scrollFor, visibleRows } from "../../../../src-renderer/features/library/virtual.ts"

const ROW_PX = 44

test("every row that is in sight exists, and few others do", () => {
  const anything = fc.record({
    scrollTopPx: fc.nat(500_000),
    heightPx: fc.integer({ min: 1, max: 2_000 }),
    count: fc.nat(20_000),
  })
  fc.assert(
    fc.property(anything, ({ scrollTopPx, heightPx, count }) => {
      const { first, end } = visibleRows(scrollTopPx, heightPx, ROW_PX, count)
      expect(first).toBeGreaterThanOrEqual(0)
      expect(end).toBeLessThanOrEqual(count)
      expect(end - first).toBeLessThanOrEqual(heightPx / ROW_PX + 20)
      const top = Math.floor(scrollTopPx / ROW_PX)
      const bottom = Math.min(count - 1, Math.floor((scrollTopPx + heightPx - 1) / ROW_PX))
      for (let row = top; row <= bottom; row++) expect(row >= first && row < end).toBe(true)
    }),
  )
})

test("scrolling to a row moves no further than needed, and not at all where it is in sight", () => {
  expect(scrollFor(3, 0, 400, ROW_PX)).toBe(0)
  expect(scrollFor(20, 0, 400, ROW_PX)).toBe(21 * ROW_PX - 400)
  expect(scrollFor(2, 1_000, 400, ROW_PX)).toBe(2 * ROW_PX)
})
