/**
 * What points of real loops are like: a kernel around each of many of them (Parzen 1962). Drawing from it instead of from the
 * standard normal one is drawing from where decoding was learnt (Ghosh et al. 2020).
 */
import { nearNormal, type Random } from "#shared/music/random.ts"

export interface Kernels {
  dimensions: number
  /** Of loops learnt from: [count, dimensions]. */
  points: Float32Array
  /** Of all of them. */
  mean: Float32Array
  /** Of each dimension over all of them: what kernels are a share of. */
  deviations: Float32Array
}

/**
 * Standard deviation of a kernel as a share of all points': so wide that what is drawn is as far from what was learnt as real loops
 * of other works are, and so narrow that it sounds like them (tried; see the README, Loops).
 */
const WIDTH = 0.4

/** @param points rows of `dimensions` numbers */
export function kernelsAround(points: Float32Array, dimensions: number): Kernels {
  const count = points.length / dimensions
  const [sums, squares] = [new Float64Array(dimensions), new Float64Array(dimensions)]
  for (const [at, value] of points.entries()) {
    sums[at % dimensions]! += value / count
    squares[at % dimensions]! += (value * value) / count
  }
  const mean = Float32Array.from(sums)
  const deviations = Float32Array.from(squares, (square, i) =>
    Math.sqrt(Math.max(0, square - sums[i]! ** 2)),
  )
  return { dimensions, points, mean, deviations }
}

/** @param temperature 0 is the middle of all points, 1 as far from it as real loops are */
export function drawFrom(kernels: Kernels, random: Random, temperature: number): Float32Array {
  const { dimensions, points, mean, deviations } = kernels
  const from = dimensions * Math.floor((random() * points.length) / dimensions)
  return mean.map((middle, i) => {
    const drawn = points[from + i]! + WIDTH * deviations[i]! * nearNormal(random)
    return middle + temperature * (drawn - middle)
  })
}
