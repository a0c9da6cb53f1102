/** Where a curve turns, whatever its scale: extremes between which it goes further than its noise. */

/** Extremes of a curve, which fall and rise in turn. */
export interface Turn {
  /** Of the sample it is at. */
  index: number
  value: number
}

/**
 * The extremes between which the curve moves by `least` or more; the first is its beginning, the last the furthest it came at
 * its end. Fewer than two where it never moved so far.
 */
export function turnsOf(values: ArrayLike<number>, least: number): Turn[] {
  const turns: Turn[] = []
  if (values.length === 0) return turns
  let [low, high, way] = [0, 0, 0]
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!
    // As long as nothing is known of its way both ends are kept.
    if (way >= 0 && value > values[high]!) high = i
    if (way <= 0 && value < values[low]!) low = i
    if (way === 0) {
      if (values[high]! - values[low]! < least) continue
      way = high > low ? 1 : -1
      const first = way > 0 ? low : high
      turns.push({ index: first, value: values[first]! })
    } else if (way > 0 && values[high]! - value >= least) {
      turns.push({ index: high, value: values[high]! })
      way = -1
      low = i
    } else if (way < 0 && value - values[low]! >= least) {
      turns.push({ index: low, value: values[low]! })
      way = 1
      high = i
    }
  }
  if (way !== 0) {
    const last = way > 0 ? high : low
    turns.push({ index: last, value: values[last]! })
  }
  return turns
}

/**
 * Without the ways that are small beside their neighbours: a tremor, a click that was none.
 * @param share of the smaller neighbour, below which a way in between goes @param endShare of its neighbour, below which the first and the last go
 */
export function withoutSmall(turns: readonly Turn[], share: number, endShare: number): Turn[] {
  const kept: Turn[] = []
  const way = (i: number): number => Math.abs(kept[i + 1]!.value - kept[i]!.value)
  for (const turn of turns) {
    kept.push(turn)
    for (let n = kept.length; n >= 4; n = kept.length) {
      const [before, middle, after] = [way(n - 4), way(n - 3), way(n - 2)]
      if (middle >= share * Math.min(before, after)) break
      kept.splice(n - 3, 2)
    }
  }
  while (kept.length >= 3 && way(kept.length - 2) < endShare * way(kept.length - 3)) kept.pop()
  while (kept.length >= 3 && way(0) < endShare * way(1)) kept.shift()
  return kept
}
