/** A curve with fewer points: those that lie on the straight way between others go (Bristol, swinging door, 1990). */
import type { PositionPoint } from "./gesture.ts"

/** 90 us of a record at 33 1/3 rpm: a fifth of a tick of a jog wheel with 3,600 of them. */
const UNFELT_TURNS = 5e-5

/** @returns points of the list, first and last among them; nowhere further from it than `most` turns */
export function thinned(points: readonly PositionPoint[], most = UNFELT_TURNS): PositionPoint[] {
  const [first] = points
  if (!first) return []
  const kept = [first]
  let from = first
  let [least, greatest] = [-Infinity, Infinity]
  for (let i = 1; i < points.length; i++) {
    const point = points[i]!
    const slope = slopeTo(from, point, 0)
    if (slope < least || slope > greatest) {
      from = points[i - 1]!
      if (from !== kept.at(-1)) kept.push(from)
      ;[least, greatest] = [-Infinity, Infinity]
    }
    least = Math.max(least, slopeTo(from, point, -most))
    greatest = Math.min(greatest, slopeTo(from, point, most))
  }
  const last = points.at(-1)!
  if (last !== kept.at(-1)) kept.push(last)
  return kept
}

/** Points of one time stand above each other: no straight way leads there. */
function slopeTo(from: PositionPoint, to: PositionPoint, by: number): number {
  const way = to.positionTurns + by - from.positionTurns
  const seconds = to.timeSeconds - from.timeSeconds
  return seconds > 0 ? way / seconds : Math.sign(way) * Infinity || 0
}
