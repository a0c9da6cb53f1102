/**
 * How far a map can be believed. Trustworthiness (Venna & Kaski 2001): 1 minus the penalised share of map neighbours that are
 * no neighbours in the data. Recall: the share of a point's nearest neighbours in the data that are also its
 * nearest on the map. Both against exact neighbours; with more points than `sample`, for a seeded sample of points.
 */
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
  const inData = openDistances({ data, count, dims })
  const onMap = openDistances({ data: positions, count, dims: outputDims })
  const pace = createPace(signal)
  let penalty = 0
  let kept = 0
  for (const point of judged) {
    const dataDistances = inData.from(point)
    const near = nearest(dataDistances, point, k)
    const mapped = nearest(onMap.from(point), point, k)
    const intruders = mapped.filter((index) => !near.includes(index))
    kept += k - intruders.length
    penalty += intrusion(dataDistances, point, intruders, k)
    if (pace.due(count * (dims + 8))) await pace.rest()
  }
  const worst = judged.length * k * (2 * count - 3 * k - 1)
  return { trustworthiness: 1 - (2 * penalty) / worst, recall10: kept / (judged.length * k) }
}

/** Sum of (rank - k) of the intruders among the data's neighbours of `point`, ties by index. */
function intrusion(distances: Float32Array, point: number, intruders: number[], k: number): number {
  if (intruders.length === 0) return 0
  const ranks = intruders.map(() => 1)
  for (let i = 0; i < distances.length; i++) {
    if (i === point) continue
    const distance = distances[i] ?? 0
    for (let n = 0; n < intruders.length; n++) {
      const other = intruders[n] ?? 0
      const limit = distances[other] ?? 0
      if (distance < limit || (distance === limit && i < other)) ranks[n] = (ranks[n] ?? 0) + 1
    }
  }
  return ranks.reduce((sum, rank) => sum + rank - k, 0)
}

/** The k indices of the smallest distances, `self` left out, ties by index. */
function nearest(distances: Float32Array, self: number, k: number): number[] {
  const best: number[] = []
  let worst = Number.POSITIVE_INFINITY
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i] ?? 0
    if (i === self || (best.length === k && distance >= worst)) continue
    let at = best.length === k ? k - 1 : best.length
    while (at > 0 && (distances[best[at - 1] ?? 0] ?? 0) > distance) {
      best[at] = best[at - 1] ?? 0
      at--
    }
    best[at] = i
    worst = distances[best[best.length - 1] ?? 0] ?? 0
  }
  return best
}
