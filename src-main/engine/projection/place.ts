/**
 * New points in an existing map, which does not move (as openTSNE's transform, Policar et al. 2019): each starts at the
 * mean of its nearest neighbours' places, weighted by similarity at a low perplexity and by the inverse squared distance
 * (Shepard 1968), so that a copy of a known point lands on it.
 */
import { calibrateRow, clampPerplexity, neighboursFor } from "./affinities.ts"
import { openSearch, QUERY_BATCH } from "./neighbour-search.ts"
import { checkPoints, type OutputDims, type Points } from "./points.ts"
import { nearNormal, seededRandom } from "./random.ts"

export interface PlaceOptions extends Points {
  /** count x outputDims: the map, in any scale. */
  positions: Float32Array
  outputDims: OutputDims
  /** newCount x dims, standardised as `data`. */
  newData: Float32Array
  newCount: number
  /** The map's own; at most a sixth of it, and no more than 5, is used: a new point belongs with its nearest. */
  perplexity?: number
  seed: number
}

const MOST_PERPLEXITY = 5
const LARGEST_WEIGHT = 1e30

/** Places of the new points, newCount x outputDims. An empty map gives seeded places around 0. */
export function placePoints(options: PlaceOptions): Float32Array {
  checkPoints(options)
  const { data, count, dims, positions, outputDims, newData, newCount, seed } = options
  checkPoints({ data: newData, count: newCount, dims })
  checkPoints({ data: positions, count, dims: outputDims })
  const placed = new Float32Array(newCount * outputDims)
  if (count === 0) {
    const random = seededRandom(seed)
    return placed.map(() => nearNormal(random) * 0.1)
  }
  const wanted = Math.min(MOST_PERPLEXITY, (options.perplexity ?? 30) / 6)
  const perplexity = clampPerplexity(wanted, count + 1)
  const k = Math.max(1, Math.min(count, neighboursFor(perplexity, count + 1)))
  const search = openSearch({ count, dims, k, threads: 1 })
  search.fill(data)
  const weights = new Float32Array(k)
  for (let start = 0; start < newCount; start += QUERY_BATCH) {
    const amount = Math.min(QUERY_BATCH, newCount - start)
    const found = search.searchForeign(newData.subarray(start * dims), amount)
    for (let q = 0; q < amount; q++) {
      weigh(found.squared.subarray(q * k, (q + 1) * k), perplexity, weights)
      for (let n = 0; n < k; n++) {
        const from = (found.indices[q * k + n] ?? 0) * outputDims
        for (let d = 0; d < outputDims; d++) {
          const to = (start + q) * outputDims + d
          placed[to] = (placed[to] ?? 0) + (weights[n] ?? 0) * (positions[from + d] ?? 0)
        }
      }
    }
  }
  return placed
}

function weigh(squared: Float32Array, perplexity: number, weights: Float32Array): void {
  calibrateRow(squared, perplexity, weights)
  const least = 1e-6 * (squared[squared.length - 1] ?? 0) + Number.MIN_VALUE
  let sum = 0
  for (let n = 0; n < weights.length; n++) {
    const weight = (weights[n] ?? 0) / ((squared[n] ?? 0) + least)
    weights[n] = Math.min(weight, LARGEST_WEIGHT)
    sum += weights[n] ?? 0
  }
  for (let n = 0; n < weights.length; n++) weights[n] = (weights[n] ?? 0) / sum
}
