/** Places in lists that are sorted, found by halving. */

/**
 * The first index for which a question holds that, once it holds, holds for all that follow.
 * @returns `length` where it holds for none
 */
export function firstIndexWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Index of the first value that is not below `at`; the length past the last. `values` ascend. Allocates nothing. */
export function firstAtOrAfter(values: ArrayLike<number>, at: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! >= at) high = middle
    else low = middle + 1
  }
  return low
}

/** Index of the last value that is not above `at`; -1 before the first. `values` ascend. */
export const lastAtOrBefore = (values: ArrayLike<number>, at: number): number =>
  firstIndexWhere(values.length, (index) => values[index]! > at) - 1
