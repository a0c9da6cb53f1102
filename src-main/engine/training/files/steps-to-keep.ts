/** Which moments of a run stay to be heard: the first, the best, the last two, and of all others ever fewer. */

/** Besides the first, the best and the last. */
const MOST_BETWEEN = 4
const LAST = 2

/** @param steps rising @param best of them, if there is one */
export function stepsToKeep(steps: readonly number[], best: number | undefined): Set<number> {
  const keep = new Set(steps.slice(-LAST))
  if (steps.length > 0) keep.add(steps[0]!)
  if (best !== undefined) keep.add(best)
  // At a half, a quarter, an eighth of the way: where hearing a model learn changes most.
  let wanted = (steps.at(-1) ?? 0) / 2
  for (let i = 0; i < MOST_BETWEEN; i++, wanted /= 2) {
    const nearest = steps.reduce(
      (so, step) => (Math.abs(step - wanted) < Math.abs(so - wanted) ? step : so),
      steps[0] ?? 0,
    )
    if (steps.length > 0) keep.add(nearest)
  }
  return keep
}
