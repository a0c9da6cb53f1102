/** The pad as numbers: which cells are corners, which corner is near, which cells lie between two. */

export const SIZES = ["2x2", "4x2", "2x4", "3x3", "4x4"] as const
export type Size = (typeof SIZES)[number]

export interface Grid {
  readonly cornerColumns: number
  readonly cornerRows: number
  /** Of cells, the corners among them. */
  readonly columns: number
  readonly rows: number
}

/** Cells from one corner to the next, by corners a side: small pads are filled more finely. */
const STEPS: Readonly<Record<number, number>> = { 2: 8, 3: 4, 4: 4 }

export function gridOf(size: Size): Grid {
  const [cornerColumns = 2, cornerRows = 2] = size.split("x").map(Number)
  const along = (corners: number): number => (corners - 1) * (STEPS[corners] ?? 4) + 1
  return { cornerColumns, cornerRows, columns: along(cornerColumns), rows: along(cornerRows) }
}

export const cornerCount = (grid: Grid): number => grid.cornerColumns * grid.cornerRows

export interface Place {
  readonly column: number
  readonly row: number
}

export const placeOf = ({ columns }: Grid, cell: number): Place => ({
  column: cell % columns,
  row: Math.floor(cell / columns),
})

const cellAt = ({ columns }: Grid, { column, row }: Place): number => row * columns + column

const stepsOf = ({ cornerColumns, cornerRows, columns, rows }: Grid): Place => ({
  column: (columns - 1) / (cornerColumns - 1),
  row: (rows - 1) / (cornerRows - 1),
})

/** The cell in which a corner lies; corners count row by row. */
export function cellOfCorner(grid: Grid, corner: number): number {
  const step = stepsOf(grid)
  const column = (corner % grid.cornerColumns) * step.column
  return cellAt(grid, { column, row: Math.floor(corner / grid.cornerColumns) * step.row })
}

export function nearestCorner(grid: Grid, cell: number): number {
  const step = stepsOf(grid)
  const { column, row } = placeOf(grid, cell)
  return Math.round(row / step.row) * grid.cornerColumns + Math.round(column / step.column)
}

/** Null for a cell between corners. */
export function cornerAt(grid: Grid, cell: number): number | null {
  const corner = nearestCorner(grid, cell)
  return cellOfCorner(grid, corner) === cell ? corner : null
}

/** The neighbour, or the same cell at the edge. */
export function moved(grid: Grid, cell: number, by: Place): number {
  const { column, row } = placeOf(grid, cell)
  const within = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at))
  return cellAt(grid, {
    column: within(column + by.column, grid.columns),
    row: within(row + by.row, grid.rows),
  })
}

/** Cells on the straight way, each a neighbour of the one before; without the first, with the last. */
export function wayTo(grid: Grid, from: number, to: number): number[] {
  const [start, end] = [placeOf(grid, from), placeOf(grid, to)]
  const [across, down] = [end.column - start.column, end.row - start.row]
  const steps = Math.max(Math.abs(across), Math.abs(down))
  return Array.from({ length: steps }, (_, i) => {
    const share = (i + 1) / steps
    const column = start.column + Math.round(across * share)
    return cellAt(grid, { column, row: start.row + Math.round(down * share) })
  })
}
