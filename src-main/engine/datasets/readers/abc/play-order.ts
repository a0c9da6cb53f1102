/** Bars in the order in which they are heard: repeats and their endings written out. */

export interface RepeatedBar {
  /** `|:` before it. */
  isStart: boolean
  /** `:|` after it: how often it is heard, 1 where there is none. */
  times: number
  /** Only at these passes, from 1; null where at all. */
  endings: readonly number[] | null
}

const MOST_BARS = 20_000

/** Places in `bars`. */
export function playOrder(bars: readonly RepeatedBar[]): number[] {
  const order: number[] = []
  let [from, pass] = [0, 1]
  for (let at = 0; at < bars.length && order.length < MOST_BARS;) {
    const { isStart, times, endings } = bars[at]!
    if (isStart && at !== from) [from, pass] = [at, 1]
    if (endings && !endings.includes(pass)) {
      at++
      continue
    }
    order.push(at)
    const isAgain = times > 1 && pass < (endings ? lastEnding(bars, at) : times)
    if (isAgain) {
      pass++
      at = from
      continue
    }
    at++
    // What follows an ending, or the last pass, begins anew, also without a sign.
    const isOver = times > 1 || (endings !== null && bars[at]?.endings === null)
    if (isOver) [from, pass] = [at, 1]
  }
  return order
}

/** Of the group of endings that this bar is in. */
function lastEnding(bars: readonly RepeatedBar[], at: number): number {
  let last = 1
  for (let bar = at; bar < bars.length && bars[bar]!.endings; bar++)
    last = Math.max(last, ...bars[bar]!.endings!)
  return last
}
