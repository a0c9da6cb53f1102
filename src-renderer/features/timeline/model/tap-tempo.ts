/** The tempo of taps: quarters a minute from the mean of the last intervals. Pure. */

/** A longer pause begins anew. */
export const TAP_PAUSE_MS = 2000
const MOST_TAPS = 9
/** Before, a hand has not found its beat. */
const LEAST_TAPS = 4

/** The taps that count with one more. @param nowMs of any clock that does not jump */
export function withTap(taps: readonly number[], nowMs: number): number[] {
  const last = taps.at(-1)
  const kept = last !== undefined && nowMs - last <= TAP_PAUSE_MS ? taps : []
  return [...kept, nowMs].slice(-MOST_TAPS)
}

/** To a tenth; undefined while there are too few taps. */
export function tappedBpm(taps: readonly number[]): number | undefined {
  const [first, last] = [taps[0], taps.at(-1)]
  if (first === undefined || last === undefined || taps.length < LEAST_TAPS) return undefined
  return Math.round((600_000 * (taps.length - 1)) / (last - first)) / 10
}
