/**
 * What points of real loops are like: a kernel around each of many of them (Parzen 1962). Drawing from it instead of from the
 * standard normal one is drawing from where decoding was learnt (Ghosh et al. 2020).
 */
import type { LoopKind } from "#shared/contract/loops.ts"
import { nearNormal, type Random } from "#shared/music/random.ts"

export interface Kernels {
  dimensions: number
  /** Of loops learnt from: [count, dimensions]. */
  points: Float32Array
  /** Of all of them. */
  mean: Float32Array
  /** Of each dimension over all of them: what kernels are a share of. */
  deviations: Float32Array
  /** Standard deviation of a kernel as a share of those. */
  width: number
}

/** Wide enough that hardly anything drawn was learnt, and narrow enough that it sounds like it (tried: .2 to .8). */
const WIDTHS: Record<LoopKind, number> = { melody: 0.4, drums: 0.55 }

/** @param points rows of `dimensions` numbers */
export function kernelsAround(
  points: Float32Array,
  { kind, dimensions }: { kind: LoopKind; dimensions: number },
): Kernels {
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
  return { dimensions, points, mean, deviations, width: WIDTHS[kind] }
}

/** @param temperature 0 is the middle of all points, 1 as far from it as real loops are */
export function drawFrom(kernels: Kernels, random: Random, temperature: number): Float32Array {
  const { dimensions, points, mean, deviations, width } = kernels
  const from = dimensions * Math.floor((random() * points.length) / dimensions)
  return mean.map((middle, i) => {
    const drawn = points[from + i]! + width * deviations[i]! * nearNormal(random)
    return middle + temperature * (drawn - middle)
  })
}
