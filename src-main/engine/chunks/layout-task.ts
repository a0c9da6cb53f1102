/** The computations behind a map, as tasks for worker threads: a layout, its groups, and new chunks in an old map. */
import type { MapSettings, Quality } from "#shared/contract/chunks.ts"
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import { standardise } from "../features/index.ts"
import type { TaskContext } from "../platform/index.ts"
import {
  clusterPoints,
  findNeighbours,
  measureQuality,
  normaliseLayout,
  placePoints,
  type Points,
  projectPca,
  projectTsne,
  projectUmap,
} from "../projection/index.ts"
import { spliceRows } from "./edit.ts"
import type { LiveLayout } from "./live-layouts.ts"

const NEIGHBOURS = 10
/** Threads pay once the approximate method is used. */
const THREADED_COUNT = 5000

export interface LayoutInput extends Pick<MapSettings, "method" | "perplexity" | "seed"> {
  /** count x 26, raw. */
  features: Float32Array
  count: number
  dims: 2 | 3
}
export interface Layout {
  /** count x dims, 99 % within radius 1. */
  positions: Float32Array
  quality: Quality
}

export async function layoutTask(
  { features, count, dims, method, perplexity, seed }: LayoutInput,
  { signal, onProgress }: TaskContext<LiveLayout>,
): Promise<Layout> {
  const data = standardise(features, count)
  const points = { data, count, dims: FEATURE_COUNT }
  const onLayout = ({
    iteration,
    iterations,
    positions,
  }: {
    iteration: number
    iterations: number
    positions: Float32Array
  }): void => onProgress({ iteration, iterations, positions: normaliseLayout(positions, dims) })
  const options = { ...points, outputDims: dims, seed, signal, onLayout }
  const threads = count > THREADED_COUNT ? 2 : 1
  const layout =
    method === "umap"
      ? await projectUmap(options)
      : await projectTsne({ ...options, perplexity, threads })
  const pca = projectPca({ ...points, outputDims: dims })
  const ours = await measureQuality({
    ...points,
    positions: layout,
    outputDims: dims,
    neighbours: NEIGHBOURS,
    seed,
    signal,
  })
  const theirs = await measureQuality({
    ...points,
    positions: pca,
    outputDims: dims,
    neighbours: NEIGHBOURS,
    seed,
    signal,
  })
  return {
    positions: normaliseLayout(layout, dims),
    quality: {
      ...{ trustworthiness: ours.trustworthiness, recall10: ours.recall10 },
      ...{ pcaTrustworthiness: theirs.trustworthiness, pcaRecall10: theirs.recall10 },
    },
  }
}

export interface GroupInput {
  features: Float32Array
  count: number
  seed: number
}

export async function groupTask(
  { features, count, seed }: GroupInput,
  { signal }: TaskContext<never>,
): Promise<{ groups: Int32Array; groupCount: number }> {
  signal.throwIfAborted()
  return clusterPoints({ data: standardise(features, count), count, dims: FEATURE_COUNT, seed })
}

export interface PlaceInput {
  /** All chunks after the edit, count x 26, raw. */
  features: Float32Array
  count: number
  /** The map's points before the edit. */
  positions3: Float32Array
  positions2: Float32Array
  groupOf: Int32Array
  /** Rows `from`.. of the old points were replaced by `added` rows of the new features. */
  changed: { from: number; removed: number; added: number }
  perplexity: number
  seed: number
}
export interface Placed {
  positions3: Float32Array
  positions2: Float32Array
  groupOf: Int32Array
}

/** Places the changed chunks; every other point stays exactly where it was. */
export async function placeTask(
  input: PlaceInput,
  { signal }: TaskContext<never>,
): Promise<Placed> {
  signal.throwIfAborted()
  const { changed, count, groupOf } = input
  const dims = FEATURE_COUNT
  const all = standardise(input.features, count)
  const newData = all.slice(changed.from * dims, (changed.from + changed.added) * dims)
  const data = spliceRows(
    all,
    dims,
    { from: changed.from, removed: changed.added },
    new Float32Array(0),
  )
  const kept = count - changed.added
  const place = (positions: Float32Array, outputDims: 2 | 3): Float32Array => {
    const keptPositions = spliceRows(positions, outputDims, changed, new Float32Array(0))
    const placed = placePoints({
      ...{ data, count: kept, dims, positions: keptPositions, outputDims },
      ...{ newData, newCount: changed.added, perplexity: input.perplexity, seed: input.seed },
    })
    return spliceRows(positions, outputDims, changed, placed)
  }
  const keptGroups = [
    ...groupOf.subarray(0, changed.from),
    ...groupOf.subarray(changed.from + changed.removed),
  ]
  const keptPoints = { data, count: kept, dims }
  const newGroups = Array.from({ length: changed.added }, (_, row) =>
    majorityGroup(keptPoints, newData.subarray(row * dims, (row + 1) * dims), keptGroups),
  )
  return {
    positions3: place(input.positions3, 3),
    positions2: place(input.positions2, 2),
    groupOf: Int32Array.from([
      ...keptGroups.slice(0, changed.from),
      ...newGroups,
      ...keptGroups.slice(changed.from),
    ]),
  }
}

/** The commonest group among the five chunks that sound most alike; -1 in a map of one chunk. */
function majorityGroup(points: Points, point: Float32Array, groups: number[]): number {
  const votes = new Map<number, number>()
  for (const neighbour of findNeighbours({ ...points, point, k: 5 }).indices) {
    const group = groups[neighbour]
    if (group !== undefined) votes.set(group, (votes.get(group) ?? 0) + 1)
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1
}
