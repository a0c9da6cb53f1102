/** The grid that edits snap to: bars, beats, or a note value, counted anew from each bar line. */
import { beatTicks, type Bar, type MeterMap, type MeterPoint } from "./meter-map.ts"
import { TICKS_PER_WHOLE } from "./ticks.ts"

export type Grid =
  | { readonly kind: "bar" | "beat" }
  /** A note value: 4 is a quarter. Three triplets fill two of it, a dotted one is half as long again. */
  | { readonly kind: "straight" | "triplet" | "dotted"; readonly division: number }

/** Ticks between two lines. @returns the bar's own length for "bar" */
export function gridTicks(grid: Grid, meter: MeterPoint): number {
  switch (grid.kind) {
    case "bar":
      return meter.numerator * beatTicks(meter)
    case "beat":
      return beatTicks(meter)
    case "straight":
      return TICKS_PER_WHOLE / grid.division
    case "triplet":
      return (TICKS_PER_WHOLE / grid.division) * (2 / 3)
    case "dotted":
      return (TICKS_PER_WHOLE / grid.division) * 1.5
  }
}

/**
 * The grid line nearest to a tick; the later of two that are equally near.
 * @param swing 0 plays straight, 1 delays every second line to the last third of its pair
 */
export function snapTick(tick: number, grid: Grid, meters: MeterMap, swing = 0): number {
  const bar = meters.barAt(tick)
  const step = gridTicks(grid, bar.meter)
  const index = Math.floor((tick - bar.startTicks) / step)
  let nearest = bar.startTicks
  for (let i = Math.max(0, index - 1); i <= index + 2; i++) {
    const line = Math.min(lineTick(bar, step, i, swing), bar.endTicks)
    if (Math.abs(line - tick) <= Math.abs(nearest - tick)) nearest = line
  }
  return nearest
}

/** Lines of the grid in [startTicks, endTicks), each bar's from its own start. */
export function gridLines(
  startTicks: number,
  endTicks: number,
  grid: Grid,
  meters: MeterMap,
): number[] {
  const lines: number[] = []
  for (const bar of meters.barsBetween(startTicks, endTicks)) {
    const step = gridTicks(grid, bar.meter)
    const last = Math.min(bar.endTicks, endTicks)
    const first = Math.max(0, Math.ceil((startTicks - bar.startTicks) / step))
    for (let i = first; bar.startTicks + i * step < last; i++)
      lines.push(Math.round(bar.startTicks + i * step))
  }
  return lines
}

function lineTick(bar: Bar, step: number, index: number, swing: number): number {
  const late = index % 2 === 1 ? (swing * step) / 3 : 0
  return Math.round(bar.startTicks + index * step + late)
}
