/**
 * How far a map can be believed. Trustworthiness (Venna & Kaski 2001): 1 minus the penalised share of map neighbours that are
 * no neighbours in the data. Recall: the share of a point's nearest neighbours in the data that are also its
 * nearest on the map. Both against exact neighbours; with more points than `sample`, for a seeded sample of points.
 */
import { findAllNeighbours } from "./neighbours.ts"
import { createPace } from "./pace.ts"
import { checkPoints, type OutputDims, type Points } from "./points.ts"
import { sampleIndices, seededRandom } from "./random.ts"
import { openDistances } from "./neighbour-search.ts"

export interface QualityOptions extends Points {
  /** count x outputDims. */
  positions: Float32Array
  outputDims: OutputDims
  /** 10 by default; lowered where there are few points. */
  neighbours?: number
  /** Points judged, by default 4000; all when there are no more. */
  sample?: number
  seed?: number
  signal?: AbortSignal | undefined
}

export interface MapQuality {
  /** 0..1; 1 for maps of up to two points, where nothing can be wrong. */
  trustworthiness: number
  /** 0..1, at `neighbours`. */
  recall10: number
}

const DEFAULT_NEIGHBOURS = 10
const DEFAULT_SAMPLE = 4000

/** @throws StudioError invalid-input; the signal's reason when aborted. */
export async function measureQuality(options: QualityOptions): Promise<MapQuality> {
  checkPoints(options)
  const { data, count, dims, positions, outputDims, signal } = options
  checkPoints({ data: positions, count, dims: outputDims })
  // The formula needs k < n / 2 to stay within 0..1.
  const k = Math.min(options.neighbours ?? DEFAULT_NEIGHBOURS, Math.ceil(count / 2) - 1)
  if (k < 1) return { trustworthiness: 1, recall10: 1 }
  const judged = sampleIndices(
    count,
    options.sample ?? DEFAULT_SAMPLE,
    seededRandom(options.seed ?? 1),
  )
  const map = { data: positions, count, dims: outputDims }
  const near = await findAllNeighbours({ data, count, dims, k, of: judged, signal })
  const mapped = await findAllNeighbours({ ...map, k, of: judged, signal })
  const distances = openDistances({ data, count, dims })
  const pace = createPace(signal)
  let penalty = 0
  let kept = 0
  for (let q = 0; q < judged.length; q++) {
    const known = near.indices.subarray(q * k, (q + 1) * k)
    const intruders = mapped.indices.subarray(q * k, (q + 1) * k).filter((i) => !known.includes(i))
    kept += k - intruders.length
    if (intruders.length > 0) distances.measureFrom(judged[q] ?? 0)
    // The point itself is the nearest of all and has rank 0.
    for (const intruder of intruders) penalty += distances.countCloser(intruder) - k
    if (pace.due((count * (dims + intruders.length)) / 4)) await pace.rest()
  }
  const worst = judged.length * k * (2 * count - 3 * k - 1)
  return { trustworthiness: 1 - (2 * penalty) / worst, recall10: kept / (judged.length * k) }
}
