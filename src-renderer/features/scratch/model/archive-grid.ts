/** An archive as a map of cells: which are filled, how good they are, and the way of the arrows. Pure. */
import type { ScratchArchiveView, ScratchElite, Technique } from "#shared/contract/index.ts"
import { techniqueShort } from "#shared/scratch/index.ts"
import { figureText, shareText } from "./words.ts"

export interface CellPlace {
  readonly column: number
  readonly row: number
}

export interface ArchiveGrid {
  readonly columns: number
  readonly rows: number
  at(place: CellPlace): ScratchElite | undefined
  readonly best: ScratchElite | undefined
  /** The range of the qualities that are there; 0 to 1 where nothing is. */
  readonly lowest: number
  readonly highest: number
  /** How many cells each technique holds, the most first. */
  readonly techniques: readonly { readonly technique: Technique; readonly cells: number }[]
}

export function gridOf({ axes, cells }: Pick<ScratchArchiveView, "axes" | "cells">): ArchiveGrid {
  const [{ size: columns }, { size: rows }] = axes
  const byPlace = new Map(cells.map((cell) => [cell.row * columns + cell.column, cell]))
  let best: ScratchElite | undefined
  let lowest = 1
  const counts = new Map<Technique, number>()
  for (const cell of cells) {
    if (!best || cell.quality > best.quality) best = cell
    lowest = Math.min(lowest, cell.quality)
    if (cell.technique) counts.set(cell.technique, (counts.get(cell.technique) ?? 0) + 1)
  }
  return {
    ...{ columns, rows, best, highest: best?.quality ?? 1, lowest: best ? lowest : 0 },
    at: ({ column, row }) => byPlace.get(row * columns + column),
    techniques: [...counts]
      .map(([technique, count]) => ({ technique, cells: count }))
      .sort((one, other) => other.cells - one.cells),
  }
}

/** 0 for the lowest quality there is, 1 for the highest: where all are alike, 1. */
export function brightnessOf(quality: number, { lowest, highest }: ArchiveGrid): number {
  return highest - lowest < 1e-9 ? 1 : (quality - lowest) / (highest - lowest)
}

/** The cell that a step leads to; at the edge it stays. */
export function stepped(
  { column, row }: CellPlace,
  { columns, rows }: ArchiveGrid,
  by: { readonly columns?: number; readonly rows?: number },
): CellPlace {
  const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value))
  return {
    column: within(column + (by.columns ?? 0), columns),
    row: within(row + (by.rows ?? 0), rows),
  }
}

/** The next filled cell in the order of rows, from the lowest; round at the end. */
export function nextFilled(
  { column, row }: CellPlace,
  cells: readonly CellPlace[],
  columns: number,
  by: 1 | -1,
): CellPlace | undefined {
  const orderOf = (cell: CellPlace): number => cell.row * columns + cell.column
  const here = orderOf({ column, row })
  const all = cells.toSorted((one, other) => orderOf(one) - orderOf(other))
  return by === 1
    ? (all.find((cell) => orderOf(cell) > here) ?? all[0])
    : (all.findLast((cell) => orderOf(cell) < here) ?? all.at(-1))
}

type Axis = ScratchArchiveView["axes"][number]

/** The range that a cell covers on an axis: "2.5 to 3". */
export function rangeText({ from, to, size }: Axis, index: number): string {
  const step = (to - from) / size
  return `${figureText(from + index * step)} to ${figureText(from + (index + 1) * step)}`
}

/** What a reader hears of a cell. */
export function spokenCell(
  axes: ScratchArchiveView["axes"],
  { column, row }: CellPlace,
  elite: ScratchElite | undefined,
): string {
  const place = `${axes[0].name} ${rangeText(axes[0], column)}, ${axes[1].name} ${rangeText(axes[1], row)}`
  if (!elite) return `${place}: nothing found yet`
  const name = elite.technique ? techniqueShort(elite.technique) : "no name"
  return `${place}: ${name}, quality ${shareText(elite.quality)}`
}

/** Where a box is pointed at, as a cell; rows are counted from below. */
export function cellAt(
  share: { readonly x: number; readonly y: number },
  { columns, rows }: Pick<ArchiveGrid, "columns" | "rows">,
): CellPlace | null {
  const { x, y } = share
  if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) return null
  return { column: Math.floor(x * columns), row: rows - 1 - Math.floor(y * rows) }
}
