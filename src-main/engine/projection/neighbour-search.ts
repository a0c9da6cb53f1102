/**
 * Drives the neighbours kernel: lays out its memory and asks for batches of queries. Several threads may open the same
 * memory, each with a number of its own; one of them fills it.
 */
import { loadKernel, type Kernel } from "../kernels/index.ts"
import type { Points } from "./points.ts"

interface Exports {
  search(
    queries: number,
    queryCount: number,
    firstSelf: number,
    blocks: number,
    halfNorms: number,
    candidateCount: number,
    dims: number,
    k: number,
    heapScores: number,
    heapIndices: number,
  ): void
  finish(
    queries: number,
    queryCount: number,
    rows: number,
    dims: number,
    k: number,
    scores: number,
    indices: number,
  ): void
  countCloser(distances: number, count: number, index: number): number
  distances(query: number, blocks: number, candidateCount: number, dims: number, out: number): void
}

/** Queries answered in one call; a multiple of 4. */
export const QUERY_BATCH = 64
const BLOCK = 8

export interface SearchShape {
  count: number
  dims: number
  k: number
  threads: number
}

export interface NeighbourSearch {
  kernel: Kernel<unknown>
  /** Copies the candidates in; once per memory. */
  fill(data: Float32Array): void
  /** Answers rows start..start + QUERY_BATCH of the candidates, each without itself, as a view of `amount` x k. */
  searchOwn(start: number, amount: number): NeighbourRows
  /** Answers `amount` <= QUERY_BATCH foreign points, rows of `queries`. */
  searchForeign(queries: Float32Array, amount: number): NeighbourRows
}

/** Views of kernel memory, valid until the next call: squared distances ascending, and whose they are. */
export interface NeighbourRows {
  squared: Float32Array
  indices: Int32Array
}

export function openSearch(
  shape: SearchShape,
  thread = 0,
  memory?: WebAssembly.Memory,
): NeighbourSearch {
  const { count, dims, k, threads } = shape
  const padded = Math.ceil(count / BLOCK) * BLOCK
  const rowsBytes = align(count * dims * 4)
  const blocksBytes = padded * dims * 4
  const batchBytes = align(QUERY_BATCH * dims * 4) + 2 * align(QUERY_BATCH * k * 4)
  const bytes = rowsBytes + blocksBytes + align(padded * 4) + threads * batchBytes + 64
  const kernel = loadKernel<Exports>("neighbours", memory ? { memory } : { bytes })
  const { exports, heapStart } = kernel
  const rows = heapStart
  const blocks = rows + rowsBytes
  const halfNorms = blocks + blocksBytes
  const queries = halfNorms + align(padded * 4) + thread * batchBytes
  const scores = queries + align(QUERY_BATCH * dims * 4)
  const indices = scores + align(QUERY_BATCH * k * 4)
  const view = (at: number, length: number): Float32Array =>
    new Float32Array(kernel.memory.buffer, at, length)

  function ask(amount: number, firstSelf: number): NeighbourRows {
    const asked = Math.ceil(amount / 4) * 4
    exports.search(queries, asked, firstSelf, blocks, halfNorms, padded, dims, k, scores, indices)
    exports.finish(queries, amount, rows, dims, k, scores, indices)
    return {
      squared: view(scores, amount * k),
      indices: new Int32Array(kernel.memory.buffer, indices, amount * k),
    }
  }

  return {
    kernel,
    fill(data) {
      view(rows, count * dims).set(data)
      fillBlocks({ data, count, dims }, view(blocks, padded * dims), view(halfNorms, padded))
    },
    searchOwn(start, amount) {
      view(queries, amount * dims).set(view(rows + start * dims * 4, amount * dims))
      return ask(amount, start)
    },
    searchForeign(foreign, amount) {
      view(queries, amount * dims).set(foreign.subarray(0, amount * dims))
      return ask(amount, -1)
    },
  }
}

/** (block, dims, 8) and half squared lengths; padding is infinitely far. */
function fillBlocks(
  { data, count, dims }: Points,
  blocks: Float32Array,
  halfNorms: Float32Array,
): void {
  blocks.fill(0)
  halfNorms.fill(Number.POSITIVE_INFINITY)
  for (let i = 0; i < count; i++) {
    const base = Math.floor(i / BLOCK) * BLOCK * dims + (i % BLOCK)
    let norm = 0
    for (let d = 0; d < dims; d++) {
      const value = data[i * dims + d] ?? 0
      blocks[base + d * BLOCK] = value
      norm += value * value
    }
    halfNorms[i] = norm / 2
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

export interface Distances {
  /** Squared distances from point `index` to all points, itself too. */
  measureFrom(index: number): void
  /** How many points are closer than point `index`, or as close and before it. */
  countCloser(index: number): number
}

export function openDistances({ data, count, dims }: Points): Distances {
  const padded = Math.ceil(count / BLOCK) * BLOCK
  const blockBytes = align(padded * dims * 4)
  const bytes = blockBytes + align(padded * 4) + align(dims * 4) + 64
  const kernel = loadKernel<Exports>("neighbours", { bytes })
  const { buffer } = kernel.memory
  const blocks = kernel.heapStart
  const out = blocks + blockBytes
  const query = out + align(padded * 4)
  const unused = new Float32Array(padded)
  fillBlocks({ data, count, dims }, new Float32Array(buffer, blocks, padded * dims), unused)
  return {
    measureFrom(index) {
      new Float32Array(buffer, query, dims).set(data.subarray(index * dims, (index + 1) * dims))
      kernel.exports.distances(query, blocks, padded, dims, out)
    },
    countCloser: (index) => kernel.exports.countCloser(out, count, index),
  }
}
