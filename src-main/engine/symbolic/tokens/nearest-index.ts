/** Of rising values the one that is nearest; of two as near the lower. Beyond the ends: the end. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  let best = 0
  for (let i = 1; i < values.length; i++)
    if (Math.abs(values[i]! - wanted) < Math.abs(values[best]! - wanted)) best = i
  return best
}
