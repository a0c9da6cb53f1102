/** Places in the points of a gesture by time, found by halving: an hour has hundreds of thousands. */
import { firstIndexWhere } from "#shared/sorted.ts"

export interface Timed {
  readonly timeSeconds: number
}

/** How many points come before a time. */
export const countBefore = (points: readonly Timed[], seconds: number): number =>
  firstIndexWhere(points.length, (i) => points[i]!.timeSeconds >= seconds)

/** How many points come before a time or at it. */
export const countUntil = (points: readonly Timed[], seconds: number): number =>
  firstIndexWhere(points.length, (i) => points[i]!.timeSeconds > seconds)
