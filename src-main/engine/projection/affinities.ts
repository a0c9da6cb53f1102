/**
 * Similarities in the data (van der Maaten & Hinton 2008): around each point a Gaussian whose width gives the asked
 * perplexity over its nearest neighbours (van der Maaten 2014 keeps 3 x perplexity of them), then made symmetric.
 */
import { QUERY_BATCH, type NeighbourSearch } from "./neighbour-search.ts"

export interface Affinities {
  /** count + 1 offsets into the other two. */
  rows: Uint32Array
  columns: Uint32Array
  /** p of each edge; all sum to 1. */
  weights: Float32Array
}

/** Points for each that counts as near. Of a few points most are near: measured, 3 loses what 1.2 keeps. */
const LEAST_SURPLUS = 1.2

/** A perplexity that `count` points can carry. */
export function clampPerplexity(perplexity: number, count: number): number {
  return Math.max(1, Math.min(perplexity, (count - 1) / LEAST_SURPLUS))
}

export function neighboursFor(perplexity: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.ceil(3 * perplexity)))
}

/** One-sided similarities: count x k, row by row. */
export interface Conditionals {
  count: number
  k: number
  perplexity: number
  indices: Int32Array
  conditional: Float32Array
}

/** Finds and weighs the neighbours of QUERY_BATCH rows from `start`. */
export function fillConditionals(
  search: NeighbourSearch,
  start: number,
  { count, k, perplexity, indices, conditional }: Conditionals,
): void {
  const amount = Math.min(QUERY_BATCH, count - start)
  const found = search.searchOwn(start, amount)
  indices.set(found.indices, start * k)
  for (let q = 0; q < amount; q++) {
    const to = (start + q) * k
    const squared = found.squared.subarray(q * k, (q + 1) * k)
    calibrateRow(squared, perplexity, conditional.subarray(to, to + k))
  }
}

const ENTROPY_TOLERANCE = 1e-5
const MAXIMUM_STEPS = 64

/**
 * Conditional similarities of one point to its k neighbours at ascending `squared` distances, written to `out` (sum 1). Bisection
 * on log width; when all neighbours are equally far, or coincide, they share equally.
 */
export function calibrateRow(squared: Float32Array, perplexity: number, out: Float32Array): void {
  const k = squared.length
  const nearest = squared[0] ?? 0
  const spread = meanOf(squared) - nearest
  if (!(spread > 1e-12 * Math.max(nearest, 1e-30))) {
    out.fill(1 / k)
    return
  }
  const target = Math.log(Math.min(perplexity, k))
  let precision = 1 / spread
  let low = 0
  let high = Number.POSITIVE_INFINITY
  for (let step = 0; step < MAXIMUM_STEPS; step++) {
    const excess = entropyAt(squared, precision, out) - target
    if (Math.abs(excess) < ENTROPY_TOLERANCE) break
    if (excess > 0) low = precision
    else high = precision
    precision = high === Number.POSITIVE_INFINITY ? precision * 2 : (low + high) / 2
  }
}

/** Fills `out` with the normalised similarities; returns their entropy in nats. */
function entropyAt(squared: Float32Array, precision: number, out: Float32Array): number {
  const nearest = squared[0] ?? 0
  let sum = 0
  let weighted = 0
  for (let i = 0; i < squared.length; i++) {
    const distance = (squared[i] ?? 0) - nearest
    const value = Math.exp(-precision * distance)
    out[i] = value
    sum += value
    weighted += value * distance
  }
  for (let i = 0; i < squared.length; i++) out[i] = (out[i] ?? 0) / sum
  return Math.log(sum) + (precision * weighted) / sum
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** (p of j given i + p of i given j) / 2N over the union of both neighbourhoods. `indices`, `conditional`: count x k. */
export function symmetrise(
  indices: Int32Array,
  conditional: Float32Array,
  count: number,
  k: number,
): Affinities {
  const reverse = transpose(indices, conditional, count, k)
  const rows = new Uint32Array(count + 1)
  const columns = new Uint32Array(2 * count * k)
  const weights = new Float32Array(2 * count * k)
  const slotOf = new Int32Array(count).fill(-1)
  const scale = 1 / (2 * count)
  let used = 0
  for (let i = 0; i < count; i++) {
    const first = used
    const add = (column: number, value: number): void => {
      const slot = slotOf[column] ?? -1
      if (slot >= first) {
        weights[slot] = (weights[slot] ?? 0) + value * scale
        return
      }
      slotOf[column] = used
      columns[used] = column
      weights[used++] = value * scale
    }
    for (let e = i * k; e < (i + 1) * k; e++) add(indices[e] ?? 0, conditional[e] ?? 0)
    for (let e = reverse.rows[i] ?? 0; e < (reverse.rows[i + 1] ?? 0); e++) {
      add(reverse.columns[e] ?? 0, reverse.weights[e] ?? 0)
    }
    rows[i + 1] = used
  }
  return { rows, columns: columns.slice(0, used), weights: weights.slice(0, used) }
}

function transpose(
  indices: Int32Array,
  values: Float32Array,
  count: number,
  k: number,
): Affinities {
  const rows = new Uint32Array(count + 1)
  for (const index of indices) rows[index + 1] = (rows[index + 1] ?? 0) + 1
  for (let i = 0; i < count; i++) rows[i + 1] = (rows[i + 1] ?? 0) + (rows[i] ?? 0)
  const next = rows.slice()
  const columns = new Uint32Array(indices.length)
  const weights = new Float32Array(indices.length)
  for (let e = 0; e < indices.length; e++) {
    const to = indices[e] ?? 0
    const slot = next[to] ?? 0
    next[to] = slot + 1
    columns[slot] = Math.floor(e / k)
    weights[slot] = values[e] ?? 0
  }
  return { rows, columns, weights }
}
