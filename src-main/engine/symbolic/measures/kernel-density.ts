/** How far two sets of numbers are spread alike: their densities by Gaussian kernels of Scott's bandwidth (Scott 1992), compared. */

const GRID = 256
/** Bandwidths beyond the outermost numbers to which densities are followed. */
const MARGIN = 5
/** Of all that is compared: where numbers are nearly the same, a kernel is still seen by the grid. */
const NARROWEST = 1 / GRID
/** Numbers that are no further apart differ by rounding. */
const SAME = 1e-12
/** Stands for a density of 0, of which no logarithm can be taken. */
const LEAST = 1e-300

export interface DensityComparison {
  /** 0..1: the area under both densities. 1 where they are the same. */
  overlap: number
  /** Kullback-Leibler divergence of the first from the second, in nats; 0 where they are the same. */
  divergence: number
}

/** @param one @param other two numbers at least each */
export function compareDensities(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
): DensityComparison {
  const sets = [Float64Array.from(one).sort(), Float64Array.from(other).sort()] as const
  const lowest = Math.min(sets[0][0]!, sets[1][0]!)
  const highest = Math.max(sets[0].at(-1)!, sets[1].at(-1)!)
  if (highest - lowest <= SAME * Math.max(1, Math.abs(lowest), Math.abs(highest)))
    return { overlap: 1, divergence: 0 }
  const widths = sets.map((set) => Math.max(scottBandwidth(set), NARROWEST * (highest - lowest)))
  const margin = MARGIN * Math.max(...widths)
  const start = lowest - margin
  const step = (highest - lowest + 2 * margin) / (GRID - 1)
  const [p, q] = sets.map((set, i) =>
    normalised(densities(set, { width: widths[i]!, start, step })),
  )
  let [overlap, divergence] = [0, 0]
  for (let i = 0; i < GRID; i++) {
    overlap += Math.min(p![i]!, q![i]!)
    divergence += p![i]! * Math.log(Math.max(p![i]!, LEAST) / Math.max(q![i]!, LEAST))
  }
  return { overlap: Math.min(1, overlap), divergence: Math.max(0, divergence) }
}

/** Standard deviation over the fifth root of how many there are. */
function scottBandwidth(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1)) * values.length ** -0.2
}

/** Not yet scaled. @param sorted ascending */
function densities(
  sorted: Float64Array,
  { width, start, step }: { width: number; start: number; step: number },
): Float64Array {
  const sums = new Float64Array(GRID)
  for (const value of sorted)
    for (let i = 0; i < GRID; i++)
      sums[i]! += Math.exp(-0.5 * ((start + i * step - value) / width) ** 2)
  return sums
}

function normalised(sums: Float64Array): Float64Array {
  const all = sums.reduce((sum, value) => sum + value, 0)
  return sums.map((value) => value / all)
}
