/**
 * Groups of points by k-means (Lloyd 1982, seeded as k-means++, Arthur & Vassilvitskii 2007) on the leading principal
 * components, with the number of groups that gives the best simplified silhouette (Hruschka et al. 2004).
 * Chosen over HDBSCAN because that needs gaps in density, which slowly changing sounds do not leave, and leaves points as
 * noise, while a legend needs a handful of groups that cover everything. So no point is noise (-1) here; the value stays
 * in the contract for methods that have it.
 */
import { fitMeans, type Means } from "./means.ts"
import { projectComponents } from "./pca.ts"
import { checkPoints, type Points } from "./points.ts"
import { sampleIndices, seededRandom, type Random } from "./random.ts"

export interface Clusters {
  /** Group of each point, 0 the largest; -1 noise. */
  groups: Int32Array
  groupCount: number
}

export interface ClusterOptions extends Points {
  seed: number
}

const FEWEST_GROUPS = 3
const MOST_GROUPS = 10
/** A group should be worth a line in the legend. */
const POINTS_A_GROUP = 4
const COMPONENTS = 8
const FIT_SAMPLE = 3000
const RESTARTS = 4

/** One group below 12 points or when all coincide, else 3 to 10. @throws StudioError invalid-input. */
export function clusterPoints({ data, count, dims, seed }: ClusterOptions): Clusters {
  checkPoints({ data, count, dims })
  const most = Math.min(MOST_GROUPS, Math.floor(count / POINTS_A_GROUP))
  const components = Math.min(COMPONENTS, dims)
  const rows = projectComponents({ data, count, dims }, components)
  const isOne = most < FEWEST_GROUPS || rows.every((value) => Math.abs(value) < 1e-9)
  if (isOne) return { groups: new Int32Array(count), groupCount: Math.min(1, count) }
  const random = seededRandom(seed)
  const chosen = sampleIndices(count, FIT_SAMPLE, random)
  const sample = new Float64Array(chosen.length * components)
  chosen.forEach((index, i) => {
    sample.set(rows.subarray(index * components, (index + 1) * components), i * components)
  })
  const means = bestMeans(sample, components, most, random)
  return bySize(assignAll(rows, components, means), means.length / components)
}

function bestMeans(sample: Float64Array, dims: number, most: number, random: Random): Float64Array {
  let best: Means | undefined
  let bestSilhouette = Number.NEGATIVE_INFINITY
  for (let groupCount = FEWEST_GROUPS; groupCount <= most; groupCount++) {
    let tightest: Means | undefined
    for (let restart = 0; restart < RESTARTS; restart++) {
      const fitted = fitMeans({ rows: sample, dims, groupCount, random })
      if (!tightest || fitted.inertia < tightest.inertia) tightest = fitted
    }
    const silhouette = tightest ? silhouetteOf(sample, dims, tightest.centres) : 0
    if (silhouette <= bestSilhouette) continue
    bestSilhouette = silhouette
    best = tightest
  }
  return best?.centres ?? new Float64Array(dims)
}

/** Mean over points of 1 - (distance to own centre) / (distance to the next). */
function silhouetteOf(rows: Float64Array, dims: number, centres: Float64Array): number {
  const count = rows.length / dims
  let sum = 0
  for (let i = 0; i < count; i++) {
    let own = Number.POSITIVE_INFINITY
    let next = Number.POSITIVE_INFINITY
    for (let c = 0; c < centres.length; c += dims) {
      const squared = squaredTo(rows, i * dims, centres, c, dims)
      if (squared < own) {
        next = own
        own = squared
      } else if (squared < next) next = squared
    }
    sum += next > 0 ? 1 - Math.sqrt(own / next) : 0
  }
  return sum / count
}

function assignAll(rows: Float64Array, dims: number, centres: Float64Array): Int32Array {
  return Int32Array.from({ length: rows.length / dims }, (_, i) => {
    let own = 0
    let smallest = Number.POSITIVE_INFINITY
    for (let c = 0; c < centres.length; c += dims) {
      const squared = squaredTo(rows, i * dims, centres, c, dims)
      if (squared >= smallest) continue
      smallest = squared
      own = c / dims
    }
    return own
  })
}

function squaredTo(
  rows: Float64Array,
  row: number,
  centres: Float64Array,
  centre: number,
  dims: number,
): number {
  let sum = 0
  for (let d = 0; d < dims; d++) sum += ((rows[row + d] ?? 0) - (centres[centre + d] ?? 0)) ** 2
  return sum
}

/** Renumbers so that group 0 is the largest (ties: whose first point comes first); empty groups vanish. */
function bySize(groups: Int32Array, groupCount: number): Clusters {
  const sizes = new Int32Array(groupCount)
  const first = new Int32Array(groupCount).fill(groups.length)
  groups.forEach((group, i) => {
    sizes[group] = (sizes[group] ?? 0) + 1
    first[group] = Math.min(first[group] ?? 0, i)
  })
  const order = [...sizes.keys()]
    .filter((group) => (sizes[group] ?? 0) > 0)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || (first[a] ?? 0) - (first[b] ?? 0))
  const renumbered = new Int32Array(groupCount)
  order.forEach((group, rank) => {
    renumbered[group] = rank
  })
  return { groups: groups.map((group) => renumbered[group] ?? 0), groupCount: order.length }
}
