/** What points carry (music.md 6). */
import type { Latents } from "../network/coder.ts"

/** A dimension whose mean varies by more is used (Burda et al. 2016). */
const ACTIVE = 0.01

/** @returns nats of a point, the mean of all, and how many of its dimensions are used */
export function carriedBy(
  { mean, logVariance }: Latents,
  points: number,
): { kl: number; activeUnits: number } {
  const width = mean.length / points
  const [sums, squares] = [new Float64Array(width), new Float64Array(width)]
  let nats = 0
  for (const [at, value] of mean.entries()) {
    const log = logVariance[at]!
    nats += (value * value + Math.exp(log) - 1 - log) / 2
    sums[at % width]! += value
    squares[at % width]! += value * value
  }
  const variances = squares.map((square, i) => square / points - (sums[i]! / points) ** 2)
  return {
    kl: nats / points,
    activeUnits: variances.filter((variance) => variance > ACTIVE).length,
  }
}
