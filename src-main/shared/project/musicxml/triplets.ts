/** Where a bar of one voice needs triplets: spans in which something begins or ends off every straight grid. */
import { FINEST_STRAIGHT_TICKS } from "./written-grid.ts"

export interface Triplet {
  /** From the bar's start. */
  readonly from: number
  readonly to: number
}

const BEAT = 960
const isStraight = (tick: number): boolean => tick % FINEST_STRAIGHT_TICKS === 0

/** @param edges inside of the bar, ascending, from its start */
export function tripletsIn(edges: readonly number[], barTicks: number): Triplet[] {
  if (edges.every(isStraight)) return []
  const found: Triplet[] = []
  for (let at = 0; at < barTicks;) {
    const wide = inside(edges, at, at + 2 * BEAT)
    const isWide =
      at % (2 * BEAT) === 0 &&
      at + 2 * BEAT <= barTicks &&
      wide.some((edge) => !isStraight(edge)) &&
      wide.every((edge) => (edge - at) % 640 === 0)
    const to = at + (isWide ? 2 * BEAT : spanFrom(at, barTicks))
    if (isWide) found.push({ from: at, to })
    else found.push(...inSpan(edges, at, to))
    at = to
  }
  return found
}

/** A beat; less where the bar ends before. */
function spanFrom(at: number, barTicks: number): number {
  return [BEAT, BEAT / 2, BEAT / 4].find((ticks) => at + ticks <= barTicks) ?? barTicks - at
}

/** The whole span, or one half of it where something begins or ends in its middle. */
function inSpan(edges: readonly number[], at: number, to: number): Triplet[] {
  const within = inside(edges, at, to)
  if (within.every(isStraight)) return []
  const middle = (at + to) / 2
  if (!within.includes(middle)) return [{ from: at, to }]
  return [
    { from: at, to: middle },
    { from: middle, to },
  ].filter((half) => inside(edges, half.from, half.to).some((edge) => !isStraight(edge)))
}

function inside(edges: readonly number[], from: number, to: number): number[] {
  return edges.filter((edge) => edge > from && edge < to)
}
