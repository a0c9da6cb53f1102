/** Who is near whom: exact (up to 32-bit rounding) nearest neighbours by Euclidean distance, brute force. */
import { StudioError } from "#shared/contract/errors.ts"
import { openSearch, QUERY_BATCH } from "./neighbour-search.ts"
import { createPace } from "./pace.ts"
import { checkPoints, type Points } from "./points.ts"

export interface Neighbours {
  /** Neighbours a point; fewer than asked when there are not so many points. */
  k: number
  /** queries x k, nearest first, ties by index; never the point itself. */
  indices: Int32Array
  /** queries x k Euclidean distances, ascending. */
  distances: Float32Array
}

export type NeighbourQuery = Points & { k: number } & (
    { index: number; point?: never } | { point: Float32Array; index?: never }
  )

/**
 * The k points nearest to point `index` (without itself), or to a foreign `point` of `dims` numbers.
 * @throws StudioError not-found when there is no such index.
 */
export function findNeighbours(options: NeighbourQuery): Neighbours {
  const { data, count, dims, index } = options
  if (index !== undefined && (!Number.isInteger(index) || index < 0 || index >= count)) {
    throw new StudioError("not-found", `There is no point ${index} among ${count}`)
  }
  const query =
    index === undefined ? options.point : data.subarray(index * dims, (index + 1) * dims)
  const k = Math.max(0, Math.min(options.k, index === undefined ? count : count - 1))
  const squared = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let sum = 0
    for (let d = 0; d < dims; d++) sum += ((data[i * dims + d] ?? 0) - (query[d] ?? 0)) ** 2
    squared[i] = sum
  }
  const indices = Int32Array.from(squared.keys())
    .filter((i) => i !== index)
    .sort((a, b) => (squared[a] ?? 0) - (squared[b] ?? 0) || a - b)
    .slice(0, k)
  return { k, indices, distances: Float32Array.from(indices, (i) => Math.sqrt(squared[i] ?? 0)) }
}

/** The k nearest of every point, or only of the points `of`. Yields to its thread; stops at `signal`. */
export async function findAllNeighbours(
  options: Points & { k: number; of?: Int32Array | undefined; signal?: AbortSignal | undefined },
): Promise<Neighbours> {
  checkPoints(options)
  const { data, count, dims, of, signal } = options
  const k = Math.max(0, Math.min(options.k, count - 1))
  const queryCount = of?.length ?? count
  const indices = new Int32Array(queryCount * k)
  const distances = new Float32Array(queryCount * k)
  if (k === 0) return { k, indices, distances }
  const extra = of ? 1 : 0
  const search = openSearch({ count, dims, k: k + extra, threads: 1 })
  search.fill(data)
  const pace = createPace(signal)
  for (let start = 0; start < queryCount; start += QUERY_BATCH) {
    const amount = Math.min(QUERY_BATCH, queryCount - start)
    const asked = of?.subarray(start, start + amount)
    const found = asked
      ? search.searchForeign(rowsOf(options, asked), amount)
      : search.searchOwn(start, amount)
    for (let q = 0; q < amount; q++) {
      let to = (start + q) * k
      const end = to + k
      for (let from = q * (k + extra); to < end; from++) {
        const index = found.indices[from] ?? -1
        if (index === asked?.[q]) continue
        indices[to] = index
        distances[to++] = Math.sqrt(found.squared[from] ?? 0)
      }
    }
    if (pace.due((amount * count * dims) / 4)) await pace.rest()
  }
  return { k, indices, distances }
}

function rowsOf({ data, dims }: Points, indices: Int32Array): Float32Array {
  const rows = new Float32Array(indices.length * dims)
  indices.forEach((index, i) => rows.set(data.subarray(index * dims, (index + 1) * dims), i * dims))
  return rows
}
