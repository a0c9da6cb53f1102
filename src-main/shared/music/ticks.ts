/** Musical time is counted in ticks; 960 divide by every grid down to the triplet of a sixty-fourth. */
export const TICKS_PER_QUARTER = 960

export const TICKS_PER_WHOLE = 4 * TICKS_PER_QUARTER

/** Musical data that has no meaning, such as an empty tempo map. */
export class MusicError extends Error {
  override readonly name = "MusicError"
}

/** Index of the last item whose `start` is not after `at`; -1 before the first. `starts` ascend. */
export function lastAtOrBefore(starts: ArrayLike<number>, at: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
