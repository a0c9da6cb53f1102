/** The grid as the hand meets it: choices by name, cells, and snapping on or off. */
import { gridTicks, snapTick, type Grid, type MeterMap } from "#shared/music/index.ts"

/** In the order of the list: "1/8", its triplet "1/8T", dotted "1/8.". */
export const GRIDS = {
  bar: { kind: "bar" },
  beat: { kind: "beat" },
  "1/2": { kind: "straight", division: 2 },
  "1/4": { kind: "straight", division: 4 },
  "1/8": { kind: "straight", division: 8 },
  "1/16": { kind: "straight", division: 16 },
  "1/32": { kind: "straight", division: 32 },
  "1/64": { kind: "straight", division: 64 },
  "1/4T": { kind: "triplet", division: 4 },
  "1/8T": { kind: "triplet", division: 8 },
  "1/16T": { kind: "triplet", division: 16 },
  "1/32T": { kind: "triplet", division: 32 },
  "1/4.": { kind: "dotted", division: 4 },
  "1/8.": { kind: "dotted", division: 8 },
  "1/16.": { kind: "dotted", division: 16 },
} as const satisfies Record<string, Grid>
export type GridName = keyof typeof GRIDS
export const GRID_NAMES = Object.keys(GRIDS) as [GridName, ...GridName[]]

export interface Cell {
  readonly startTicks: number
  readonly lengthTicks: number
}

/** The cell of the grid that a tick lies in; the last of a bar may be shorter. */
export function cellAt(tick: number, grid: Grid, meters: MeterMap): Cell {
  const bar = meters.barAt(Math.max(0, tick))
  const step = gridTicks(grid, bar.meter)
  const index = Math.floor((Math.max(0, tick) - bar.startTicks) / step + 1e-9)
  const startTicks = Math.round(bar.startTicks + index * step)
  const endTicks = Math.min(Math.round(bar.startTicks + (index + 1) * step), bar.endTicks)
  return { startTicks, lengthTicks: Math.max(1, endTicks - startTicks) }
}

/** The nearest line, or the nearest tick where the grid is off. */
export function snapped(tick: number, grid: Grid | null, meters: MeterMap): number {
  const inPiece = Math.max(0, tick)
  return grid ? snapTick(inPiece, grid, meters) : Math.round(inPiece)
}
