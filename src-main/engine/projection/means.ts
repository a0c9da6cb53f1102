/** One run of k-means: seeded centres (k-means++, Arthur & Vassilvitskii 2007), then Lloyd's steps until nothing moves. */
import type { Random } from "./random.ts"

export interface Means {
  /** groupCount x dims. */
  centres: Float64Array
  /** Sum of squared distances to the own centre. */
  inertia: number
}

export interface MeansOptions {
  /** count x dims. */
  rows: Float64Array
  dims: number
  groupCount: number
  random: Random
}

const MOST_STEPS = 40

export function fitMeans({ rows, dims, groupCount, random }: MeansOptions): Means {
  const centres = seedCentres({ rows, dims, groupCount, random })
  let inertia = Number.POSITIVE_INFINITY
  for (let step = 0; step < MOST_STEPS; step++) {
    const before = inertia
    inertia = lloydStep(rows, dims, centres)
    if (!(inertia < before * (1 - 1e-6))) break
  }
  return { centres, inertia }
}

/** Moves each centre to the mean of its points; returns the inertia before the move. */
function lloydStep(rows: Float64Array, dims: number, centres: Float64Array): number {
  const count = rows.length / dims
  const sums = new Float64Array(centres.length)
  const sizes = new Float64Array(centres.length / dims)
  let inertia = 0
  for (let i = 0; i < count; i++) {
    let own = 0
    let smallest = Number.POSITIVE_INFINITY
    for (let c = 0; c < sizes.length; c++) {
      let squared = 0
      for (let d = 0; d < dims; d++) {
        squared += ((rows[i * dims + d] ?? 0) - (centres[c * dims + d] ?? 0)) ** 2
      }
      if (squared >= smallest) continue
      smallest = squared
      own = c
    }
    inertia += smallest
    sizes[own] = (sizes[own] ?? 0) + 1
    for (let d = 0; d < dims; d++) {
      sums[own * dims + d] = (sums[own * dims + d] ?? 0) + (rows[i * dims + d] ?? 0)
    }
  }
  for (let at = 0; at < centres.length; at++) {
    const size = sizes[Math.floor(at / dims)] ?? 0
    if (size > 0) centres[at] = (sums[at] ?? 0) / size
  }
  return inertia
}

/** Each next centre is a point, chosen with probability proportional to its squared distance from those before. */
function seedCentres({ rows, dims, groupCount, random }: MeansOptions): Float64Array {
  const count = rows.length / dims
  const centres = new Float64Array(groupCount * dims)
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  let chosen = Math.floor(random() * count)
  for (let c = 0; c < groupCount; c++) {
    centres.set(rows.subarray(chosen * dims, (chosen + 1) * dims), c * dims)
    let total = 0
    for (let i = 0; i < count; i++) {
      let squared = 0
      for (let d = 0; d < dims; d++) {
        squared += ((rows[i * dims + d] ?? 0) - (centres[c * dims + d] ?? 0)) ** 2
      }
      nearest[i] = Math.min(nearest[i] ?? 0, squared)
      total += nearest[i] ?? 0
    }
    let left = random() * total
    chosen = 0
    while (chosen < count - 1 && (left -= nearest[chosen] ?? 0) > 0) chosen++
  }
  return centres
}
