import fc from "fast-check"
import { expect, test } from "vitest"
import {
  brightnessOf,
  cellAt,
  gridOf,
  nextFilled,
  rangeText,
  spokenCell,
  stepped,
} from "../../../../src-renderer/features/scratch/model/archive-grid.ts"
import { boxOf } from "../../../../src-renderer/features/scratch/discover/draw-heat.ts"
import { anArchive, anArchiveView } from "../../../support/fake-scratch.ts"

const view = anArchiveView(anArchive(), 0.5)
const grid = gridOf(view)

test("every find stands in its cell, and nothing in the others", () => {
  for (const cell of view.cells) expect(grid.at(cell)).toBe(cell)
  const filled = new Set(view.cells.map(({ column, row }) => `${column} ${row}`))
  let found = 0
  for (let column = 0; column < grid.columns; column++)
    for (let row = 0; row < grid.rows; row++) {
      if (grid.at({ column, row })) found++
      else expect(filled.has(`${column} ${row}`)).toBe(false)
    }
  expect(found).toBe(view.cells.length)
})

test("the best is as bright as it gets, the worst as dark; alone a find is bright", () => {
  const { best, lowest } = grid
  expect(brightnessOf(best!.quality, grid)).toBe(1)
  expect(brightnessOf(lowest, grid)).toBe(0)
  const alone = gridOf({ ...view, cells: [view.cells[0]!] })
  expect(brightnessOf(view.cells[0]!.quality, alone)).toBe(1)
  expect(gridOf({ ...view, cells: [] })).toMatchObject({ best: undefined, techniques: [] })
})

test("techniques are counted by their cells, the most first", () => {
  const counts = grid.techniques.map(({ cells }) => cells)
  expect(counts).toEqual(counts.toSorted((one, other) => other - one))
  const named = view.cells.filter(({ technique }) => technique !== null).length
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(named)
})

test("what is drawn in a cell's box is pointed at as that cell, at any size", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 27 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 200, max: 3000 }),
      fc.integer({ min: 120, max: 1500 }),
      (column, row, width, height) => {
        const box = boxOf({ column, row }, grid, { width, height })
        const x = (box.x + box.width / 2) / width
        const y = (box.y + box.height / 2) / height
        expect(cellAt({ x, y }, grid)).toEqual({ column, row })
      },
    ),
  )
  expect(cellAt({ x: 1, y: 0.5 }, grid)).toBeNull()
  expect(cellAt({ x: 0.5, y: -0.01 }, grid)).toBeNull()
})

test("steps stay within the map; filled cells follow one another and come round", () => {
  expect(stepped({ column: 0, row: 0 }, grid, { columns: -1 })).toEqual({ column: 0, row: 0 })
  expect(stepped({ column: 27, row: 13 }, grid, { rows: 1 })).toEqual({ column: 27, row: 13 })
  expect(stepped({ column: 3, row: 2 }, grid, { rows: 1 })).toEqual({ column: 3, row: 3 })
  let at = { column: 0, row: 0 }
  const seen = new Set<string>()
  for (let i = 0; i < view.cells.length; i++) {
    at = nextFilled(at, view.cells, grid.columns, 1)!
    seen.add(`${at.column} ${at.row}`)
  }
  expect(seen.size).toBe(view.cells.length)
  const after = nextFilled(at, view.cells, grid.columns, 1)!
  expect(nextFilled(after, view.cells, grid.columns, -1)).toMatchObject(at)
  expect(nextFilled(at, [], grid.columns, 1)).toBeUndefined()
})

test("a cell is said with its ranges, its technique and its quality", () => {
  expect(rangeText({ name: "sounds a beat", size: 4, from: 0, to: 8 }, 1)).toBe("2.00 to 4.00")
  const [cell] = view.cells
  expect(spokenCell(view.axes, cell!, { ...cell!, technique: "flare1", quality: 0.914 })).toMatch(
    /^sounds a beat \d.* to .*, share of time the fader is open .* to .*: flare 1, quality \.91$/,
  )
  expect(spokenCell(view.axes, cell!, undefined)).toMatch(/: nothing found yet$/)
})
