/** How well found onsets meet the true ones: one to one, within a tolerance, as in MIREX. */
export interface OnsetScore {
  f1: number
  precision: number
  recall: number
  /** Found minus true, seconds, of every match. */
  errorsSeconds: number[]
}

export function scoreOnsets(
  found: ArrayLike<number>,
  truth: readonly number[],
  toleranceSeconds = 0.05,
): OnsetScore {
  const errorsSeconds: number[] = []
  let at = 0
  for (const time of truth) {
    // Both rise, so taking the earliest one still free gives the most matches.
    while (at < found.length && (found[at] ?? 0) < time - toleranceSeconds) at++
    if (at < found.length && (found[at] ?? 0) <= time + toleranceSeconds) {
      errorsSeconds.push((found[at++] ?? 0) - time)
    }
  }
  const hits = errorsSeconds.length
  const precision = found.length > 0 ? hits / found.length : truth.length === 0 ? 1 : 0
  const recall = truth.length > 0 ? hits / truth.length : 1
  const f1 = hits > 0 ? (2 * precision * recall) / (precision + recall) : 0
  return { f1, precision, recall, errorsSeconds }
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
