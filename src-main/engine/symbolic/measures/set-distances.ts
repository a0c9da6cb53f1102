/** How far the pieces of a set are from each other, and from those of another set, by one measure (Yang & Lerch 2020). */
import { compareDensities, type DensityComparison } from "./kernel-density.ts"

/** Between any two of a set. */
export function distancesWithin(values: readonly number[]): Float64Array {
  const distances = new Float64Array((values.length * (values.length - 1)) / 2)
  let at = 0
  for (let i = 1; i < values.length; i++)
    for (let j = 0; j < i; j++) distances[at++] = Math.abs(values[i]! - values[j]!)
  return distances
}

/** From every one of a set to every one of the other. */
export function distancesBetween(
  values: readonly number[],
  others: readonly number[],
): Float64Array {
  const distances = new Float64Array(values.length * others.length)
  let at = 0
  for (const value of values) for (const other of others) distances[at++] = Math.abs(value - other)
  return distances
}

/**
 * Both sets' distances within against those between. The lower overlap of the two: a set that lies elsewhere has distances between
 * unlike those within either, one that is all alike has distances within unlike those between.
 * @param one @param other three pieces at least each
 */
export function compareSets(one: readonly number[], other: readonly number[]): DensityComparison {
  const between = distancesBetween(one, other)
  const first = compareDensities(distancesWithin(one), between)
  const second = compareDensities(distancesWithin(other), between)
  return {
    overlap: Math.min(first.overlap, second.overlap),
    divergence: Math.max(first.divergence, second.divergence),
  }
}
