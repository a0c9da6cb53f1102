/**
 * Exact nearest neighbours by blocked brute force. Candidates lie in blocks of 8, dimension by dimension
 * (block, dims, 8), with half their squared length in `halfNorms`, +Infinity for padding. The score |c|^2 / 2 - q.c ranks as
 * the distance does and costs two operations a number; winners' distances are computed anew, free of cancellation.
 */
import { LANES, horizontalSum } from "./lib/lanes"

/** Candidates in a tile, which stays in the first-level caches while a batch of queries passes over it. */
const TILE: i32 = 256
const BLOCK: i32 = 8

/**
 * For `queryCount` (a multiple of 4) queries, rows of `dims` f32: fills `heapScores` and `heapIndices` (queryCount x k) with the k
 * best candidates as max-heaps. Query q never meets candidate `firstSelf + q` (itself); firstSelf < 0: no such.
 */
export function search(
  queries: usize,
  queryCount: i32,
  firstSelf: i32,
  blocks: usize,
  halfNorms: usize,
  candidateCount: i32,
  dims: i32,
  k: i32,
  heapScores: usize,
  heapIndices: usize,
): void {
  const slots = queryCount * k
  for (let i = 0; i < slots; i++) {
    store<f32>(heapScores + <usize>i * 4, f32.MAX_VALUE)
    store<i32>(heapIndices + <usize>i * 4, -1)
  }
  for (let tile = 0; tile < candidateCount; tile += TILE) {
    const tileEnd = min(tile + TILE, candidateCount)
    for (let q = 0; q < queryCount; q += LANES) {
      for (let candidate = tile; candidate < tileEnd; candidate += BLOCK) {
        scoreBlock(
          queries + <usize>(q * dims) * 4,
          q,
          firstSelf,
          blocks + <usize>candidate * <usize>dims * 4,
          halfNorms + <usize>candidate * 4,
          candidate,
          dims,
          k,
          heapScores,
          heapIndices,
        )
      }
    }
  }
}

function scoreBlock(
  query: usize,
  q: i32,
  firstSelf: i32,
  block: usize,
  halfNorm: usize,
  candidate: i32,
  dims: i32,
  k: i32,
  heapScores: usize,
  heapIndices: usize,
): void {
  const stride = <usize>dims * 4
  const lowNorm = v128.load(halfNorm)
  const highNorm = v128.load(halfNorm, 16)
  let low0 = lowNorm
  let low1 = lowNorm
  let low2 = lowNorm
  let low3 = lowNorm
  let high0 = highNorm
  let high1 = highNorm
  let high2 = highNorm
  let high3 = highNorm
  let at = query
  const end = query + stride
  while (at < end) {
    const low = v128.load(block)
    const high = v128.load(block, 16)
    const v0 = v128.load32_splat(at)
    low0 = f32x4.sub(low0, f32x4.mul(low, v0))
    high0 = f32x4.sub(high0, f32x4.mul(high, v0))
    const v1 = v128.load32_splat(at + stride)
    low1 = f32x4.sub(low1, f32x4.mul(low, v1))
    high1 = f32x4.sub(high1, f32x4.mul(high, v1))
    const v2 = v128.load32_splat(at + stride * 2)
    low2 = f32x4.sub(low2, f32x4.mul(low, v2))
    high2 = f32x4.sub(high2, f32x4.mul(high, v2))
    const v3 = v128.load32_splat(at + stride * 3)
    low3 = f32x4.sub(low3, f32x4.mul(low, v3))
    high3 = f32x4.sub(high3, f32x4.mul(high, v3))
    at += 4
    block += 32
  }
  const heap = <usize>(q * k) * 4
  const row = <usize>k * 4
  const self = firstSelf < 0 ? -1 : firstSelf + q
  offer(low0, high0, heapScores + heap, heapIndices + heap, candidate, self, k)
  offer(
    low1,
    high1,
    heapScores + heap + row,
    heapIndices + heap + row,
    candidate,
    self < 0 ? -1 : self + 1,
    k,
  )
  offer(
    low2,
    high2,
    heapScores + heap + row * 2,
    heapIndices + heap + row * 2,
    candidate,
    self < 0 ? -1 : self + 2,
    k,
  )
  offer(
    low3,
    high3,
    heapScores + heap + row * 3,
    heapIndices + heap + row * 3,
    candidate,
    self < 0 ? -1 : self + 3,
    k,
  )
}

function offer(
  low: v128,
  high: v128,
  scores: usize,
  indices: usize,
  candidate: i32,
  self: i32,
  k: i32,
): void {
  const worst = v128.load32_splat(scores)
  const better = v128.or(f32x4.lt(low, worst), f32x4.lt(high, worst))
  if (v128.any_true(better)) offerEach(low, high, scores, indices, candidate, self, k)
}

function offerEach(
  low: v128,
  high: v128,
  scores: usize,
  indices: usize,
  candidate: i32,
  self: i32,
  k: i32,
): void {
  push(f32x4.extract_lane(low, 0), candidate, scores, indices, self, k)
  push(f32x4.extract_lane(low, 1), candidate + 1, scores, indices, self, k)
  push(f32x4.extract_lane(low, 2), candidate + 2, scores, indices, self, k)
  push(f32x4.extract_lane(low, 3), candidate + 3, scores, indices, self, k)
  push(f32x4.extract_lane(high, 0), candidate + 4, scores, indices, self, k)
  push(f32x4.extract_lane(high, 1), candidate + 5, scores, indices, self, k)
  push(f32x4.extract_lane(high, 2), candidate + 6, scores, indices, self, k)
  push(f32x4.extract_lane(high, 3), candidate + 7, scores, indices, self, k)
}

/** Replaces the worst of the k best if `score` is better. */
function push(score: f32, candidate: i32, scores: usize, indices: usize, self: i32, k: i32): void {
  if (candidate == self || !(score < load<f32>(scores))) return
  let hole = 0
  for (;;) {
    let child = hole * 2 + 1
    if (child >= k) break
    let value = load<f32>(scores + <usize>child * 4)
    if (child + 1 < k) {
      const other = load<f32>(scores + <usize>child * 4, 4)
      if (other > value) {
        child++
        value = other
      }
    }
    if (value <= score) break
    store<f32>(scores + <usize>hole * 4, value)
    store<i32>(indices + <usize>hole * 4, load<i32>(indices + <usize>child * 4))
    hole = child
  }
  store<f32>(scores + <usize>hole * 4, score)
  store<i32>(indices + <usize>hole * 4, candidate)
}

/** Replaces scores by squared distances to `rows` (count x dims) and sorts each query's k by (distance, index). */
export function finish(
  queries: usize,
  queryCount: i32,
  rows: usize,
  dims: i32,
  k: i32,
  scores: usize,
  indices: usize,
): void {
  for (let q = 0; q < queryCount; q++) {
    const query = queries + <usize>(q * dims) * 4
    const rowScores = scores + <usize>(q * k) * 4
    const rowIndices = indices + <usize>(q * k) * 4
    for (let i = 0; i < k; i++) {
      const index = load<i32>(rowIndices + <usize>i * 4)
      const distance =
        index < 0
          ? f32.MAX_VALUE
          : squaredDistance(query, rows + <usize>index * <usize>dims * 4, dims)
      insert(distance, index, i, rowScores, rowIndices)
    }
  }
}

function insert(distance: f32, index: i32, count: i32, scores: usize, indices: usize): void {
  let at = count
  while (at > 0) {
    const before = load<f32>(scores + <usize>(at - 1) * 4)
    const beforeIndex = load<i32>(indices + <usize>(at - 1) * 4)
    if (before < distance || (before == distance && beforeIndex < index)) break
    store<f32>(scores + <usize>at * 4, before)
    store<i32>(indices + <usize>at * 4, beforeIndex)
    at--
  }
  store<f32>(scores + <usize>at * 4, distance)
  store<i32>(indices + <usize>at * 4, index)
}

function squaredDistance(a: usize, b: usize, dims: i32): f32 {
  let sum = f32x4.splat(0)
  let d = 0
  for (; d + LANES <= dims; d += LANES) {
    const difference = f32x4.sub(v128.load(a + <usize>d * 4), v128.load(b + <usize>d * 4))
    sum = f32x4.add(sum, f32x4.mul(difference, difference))
  }
  let total = horizontalSum(sum)
  for (; d < dims; d++) {
    const difference = load<f32>(a + <usize>d * 4) - load<f32>(b + <usize>d * 4)
    total += difference * difference
  }
  return total
}

/** Squared distances from one query (`dims` f32) to all candidates (a multiple of 8), written to `out`. */
export function distances(
  query: usize,
  blocks: usize,
  candidateCount: i32,
  dims: i32,
  out: usize,
): void {
  const end = query + <usize>dims * 4
  for (let candidate = 0; candidate < candidateCount; candidate += BLOCK) {
    let low = f32x4.splat(0)
    let high = f32x4.splat(0)
    for (let at = query; at < end; at += 4) {
      const value = v128.load32_splat(at)
      const lowDifference = f32x4.sub(v128.load(blocks), value)
      const highDifference = f32x4.sub(v128.load(blocks, 16), value)
      low = f32x4.add(low, f32x4.mul(lowDifference, lowDifference))
      high = f32x4.add(high, f32x4.mul(highDifference, highDifference))
      blocks += 32
    }
    v128.store(out + <usize>candidate * 4, low)
    v128.store(out + <usize>candidate * 4, high, 16)
  }
}

/** How many of `count` distances are smaller than that at `index`, or equal and before it. */
export function countCloser(distances: usize, count: i32, index: i32): i32 {
  const limit = load<f32>(distances + <usize>index * 4)
  const limits = f32x4.splat(limit)
  let counts = i32x4.splat(0)
  let i = 0
  for (; i + LANES <= index; i += LANES) {
    counts = i32x4.sub(counts, f32x4.le(v128.load(distances + <usize>i * 4), limits))
  }
  let closer = 0
  for (; i < index; i++) if (load<f32>(distances + <usize>i * 4) <= limit) closer++
  for (i++; i + LANES <= count; i += LANES) {
    counts = i32x4.sub(counts, f32x4.lt(v128.load(distances + <usize>i * 4), limits))
  }
  for (; i < count; i++) if (load<f32>(distances + <usize>i * 4) < limit) closer++
  return (
    closer +
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  )
}
