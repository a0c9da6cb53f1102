/** A curve with no more points than it needs. */
import type { Gesture, PositionPoint } from "../gesture.ts"

/** 50 microseconds of record: between a sample of it and a tick of the finest platter. */
export const INAUDIBLE_TURNS = 0.00005 / 1.8

/**
 * Only the points without which the curve would be somewhere else by more than `turns`, in one pass: a line goes on from a
 * point as long as one exists that passes all points since within the tolerance (a cone that narrows).
 */
export function thinned(gesture: Gesture, turns = INAUDIBLE_TURNS): Gesture {
  const { points } = gesture
  if (points.length < 3) return gesture
  const kept: PositionPoint[] = [points[0]!]
  let from = points[0]!
  let [low, high] = [-Infinity, Infinity]
  for (let i = 1; i < points.length; i++) {
    const point = points[i]!
    const seconds = point.timeSeconds - from.timeSeconds
    const slope = (point.positionTurns - from.positionTurns) / seconds
    if (!(slope >= low && slope <= high)) {
      // The one before was in reach of a line; a jump (no time between) keeps both its ends.
      from = points[i - 1]!
      if (kept.at(-1) !== from) kept.push(from)
      ;[low, high] = [-Infinity, Infinity]
      const since = point.timeSeconds - from.timeSeconds
      if (since <= 0) {
        kept.push((from = point))
        continue
      }
    }
    const since = point.timeSeconds - from.timeSeconds
    low = Math.max(low, (point.positionTurns - turns - from.positionTurns) / since)
    high = Math.min(high, (point.positionTurns + turns - from.positionTurns) / since)
  }
  if (kept.at(-1) !== points.at(-1)) kept.push(points.at(-1)!)
  return { ...gesture, points: kept }
}
