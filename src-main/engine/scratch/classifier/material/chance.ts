import { nearNormal, type Random } from "#shared/music/random.ts"

export const between = (random: Random, low: number, high: number): number =>
  low + (high - low) * random()
/** As likely between 1 and 2 as between 2 and 4. */
export const scaleBetween = (random: Random, low: number, high: number): number =>
  low * (high / low) ** random()
export const isBy = (random: Random, share: number): boolean => random() < share
/** A factor whose logarithm varies by so much. */
export const about = (random: Random, deviation: number): number =>
  Math.exp(deviation * Math.max(-2.5, Math.min(2.5, nearNormal(random))))
