/** Where the needle was put elsewhere on the record: two points of a curve at one time. */
import type { PositionPoint } from "./gesture.ts"

interface Jump {
  readonly timeSeconds: number
  readonly byTurns: number
  /** Where it comes down. */
  readonly toTurns: number
}

/** What is less is no jump but a hand. */
export const LEAST_JUMP_SECONDS = 0.01
const LEAST_TURNS = LEAST_JUMP_SECONDS / 1.8

/** In the order of time. */
export function jumpsOf(points: readonly PositionPoint[]): Jump[] {
  const jumps: Jump[] = []
  for (let i = 1; i < points.length; i++) {
    const { timeSeconds, positionTurns: toTurns } = points[i]!
    const before = points[i - 1]!
    const byTurns = toTurns - before.positionTurns
    if (timeSeconds === before.timeSeconds && Math.abs(byTurns) > LEAST_TURNS)
      jumps.push({ timeSeconds, byTurns, toTurns })
  }
  return jumps
}

/** The way of the record under the needle alone: as if it had never been lifted. */
export function withoutJumps(points: readonly PositionPoint[]): readonly PositionPoint[] {
  if (jumpsOf(points).length === 0) return points
  let lifted = 0
  return points.map(({ timeSeconds, positionTurns }, i) => {
    const before = points[i - 1]
    const way = before ? positionTurns - before.positionTurns : 0
    if (before?.timeSeconds === timeSeconds && Math.abs(way) > LEAST_TURNS) lifted += way
    return { timeSeconds, positionTurns: positionTurns - lifted }
  })
}
