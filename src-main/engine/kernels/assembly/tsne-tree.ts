/**
 * Approximate repulsion for large maps: a Barnes-Hut octree (van der Maaten 2014) walked once for each leaf instead of
 * once for each point (Barnes 1990), so that the interactions of a leaf run as one dense SIMD loop. A cell counts as one
 * source where its diagonal is small against the distance, or against the length unit, in which the kernel is flat.
 *
 * Points are x, y, z, mass in f32, offsets are bytes. One thread sorts and builds; then any thread may repulse any leaf.
 */
import { repulseMasses } from "./tsne"

const POINT: usize = 16
const BITS: i32 = 10
const DIGIT_BITS: u32 = 10
const DIGITS: i32 = 1 << 10
/** Most points in a leaf, unless they coincide. */
const LEAF: i32 = 32
/** In squared length units: how flat the kernel is held to be at its top. */
const SOFTENING: f32 = 0.25

/**
 * Sorts the points along a Morton curve: `order` (u32) gets the numbers of the points, `sorted` the points. `keys`, `spareKeys` and
 * `spareOrder` are u32 scratch of `count`, `histogram` of 1024.
 */
export function sort(
  points: usize,
  count: i32,
  sorted: usize,
  keys: usize,
  order: usize,
  spareKeys: usize,
  spareOrder: usize,
  histogram: usize,
): void {
  writeKeys(points, count, keys, order)
  // Three digits of 10 bits: an odd number of passes ends in the spare arrays.
  pass(keys, order, spareKeys, spareOrder, count, 0, histogram)
  pass(spareKeys, spareOrder, keys, order, count, DIGIT_BITS, histogram)
  pass(keys, order, spareKeys, spareOrder, count, DIGIT_BITS * 2, histogram)
  for (let i = 0; i < count; i++) {
    const at = <usize>i * 4
    const index = load<u32>(spareOrder + at)
    store<u32>(keys + at, load<u32>(spareKeys + at))
    store<u32>(order + at, index)
    v128.store(sorted + <usize>i * POINT, v128.load(points + <usize>index * POINT))
  }
}

function writeKeys(points: usize, count: i32, keys: usize, order: usize): void {
  let low = v128.load(points)
  let high = low
  for (let i = 1; i < count; i++) {
    const point = v128.load(points + <usize>i * POINT)
    low = f32x4.min(low, point)
    high = f32x4.max(high, point)
  }
  const span = f32x4.sub(high, low)
  const longest = max(
    max(f32x4.extract_lane(span, 0), f32x4.extract_lane(span, 1)),
    f32x4.extract_lane(span, 2),
  )
  const scale: f32 = longest > 0 ? <f32>((1 << BITS) - 1) / longest : 0
  for (let i = 0; i < count; i++) {
    const point = v128.load(points + <usize>i * POINT)
    const cell = i32x4.trunc_sat_f32x4_u(f32x4.mul(f32x4.sub(point, low), f32x4.splat(scale)))
    const key =
      spread(i32x4.extract_lane(cell, 0)) |
      (spread(i32x4.extract_lane(cell, 1)) << 1) |
      (spread(i32x4.extract_lane(cell, 2)) << 2)
    store<u32>(keys + <usize>i * 4, key)
    store<u32>(order + <usize>i * 4, i)
  }
}

/** Ten bits, two zeros after each. */
function spread(value: u32): u32 {
  let v = min<u32>(value, 1023)
  v = (v | (v << 16)) & 0x030000ff
  v = (v | (v << 8)) & 0x0300f00f
  v = (v | (v << 4)) & 0x030c30c3
  return (v | (v << 2)) & 0x09249249
}

function pass(
  keys: usize,
  values: usize,
  toKeys: usize,
  toValues: usize,
  count: i32,
  shift: u32,
  histogram: usize,
): void {
  memory.fill(histogram, 0, <usize>DIGITS * 4)
  for (let i = 0; i < count; i++) {
    const slot = histogram + <usize>((load<u32>(keys + <usize>i * 4) >> shift) & 1023) * 4
    store<u32>(slot, load<u32>(slot) + 1)
  }
  let sum: u32 = 0
  for (let d = 0; d < DIGITS; d++) {
    const slot = histogram + <usize>d * 4
    const size = load<u32>(slot)
    store<u32>(slot, sum)
    sum += size
  }
  for (let i = 0; i < count; i++) {
    const key = load<u32>(keys + <usize>i * 4)
    const slot = histogram + <usize>((key >> shift) & 1023) * 4
    const to = <usize>load<u32>(slot) * 4
    store<u32>(slot, load<u32>(slot) + 1)
    store<u32>(toKeys + to, key)
    store<u32>(toValues + to, load<u32>(values + <usize>i * 4))
  }
}

/**
 * A node is 64 bytes: centre of mass and mass (4 f32), lower corner (4 f32), upper corner (4 f32), first point, end, next
 * node outside its subtree (u32), squared diagonal (f32). Nodes stand in preorder, so a walk needs no stack.
 */
const NODE: usize = 64

let nodeCount: u32 = 0
let leafCount: u32 = 0
let nodes: usize = 0
let leaves: usize = 0
let sortedKeys: usize = 0
let sortedPoints: usize = 0

/** Builds the tree over sorted points; `leafList` gets the numbers of its leaves. Returns how many; the last entry + 1 of nodes is in `counts`. */
export function build(
  keys: usize,
  sorted: usize,
  count: i32,
  nodeList: usize,
  leafList: usize,
): u32 {
  nodeCount = 0
  leafCount = 0
  nodes = nodeList
  leaves = leafList
  sortedKeys = keys
  sortedPoints = sorted
  grow(0, count, BITS - 1)
  return leafCount
}

function grow(start: i32, end: i32, fromLevel: i32): usize {
  const node = nodes + <usize>nodeCount * NODE
  const number = nodeCount++
  const level = splitLevel(start, end, fromLevel)
  if (end - start <= LEAF || level < 0) {
    store<u32>(leaves + <usize>leafCount * 4, number)
    leafCount++
    fillLeaf(node, start, end)
  } else {
    fillBranch(node, start, end, level)
  }
  const span = f32x4.sub(v128.load(node, 32), v128.load(node, 16))
  const square = f32x4.mul(span, span)
  store<u32>(node, <u32>start, 48)
  store<u32>(node, <u32>end, 52)
  store<u32>(node, nodeCount, 56)
  store<f32>(
    node,
    f32x4.extract_lane(square, 0) + f32x4.extract_lane(square, 1) + f32x4.extract_lane(square, 2),
    60,
  )
  return node
}

/** The highest level at which the keys of the range part; -1 when they are all the same. */
function splitLevel(start: i32, end: i32, fromLevel: i32): i32 {
  const first = load<u32>(sortedKeys + <usize>start * 4)
  const last = load<u32>(sortedKeys + <usize>(end - 1) * 4)
  let level = fromLevel
  while (level >= 0 && first >> (<u32>level * 3) == last >> (<u32>level * 3)) level--
  return level
}

function fillLeaf(node: usize, start: i32, end: i32): void {
  let sum = f32x4.splat(0)
  let low = v128.load(sortedPoints + <usize>start * POINT)
  let high = low
  for (let i = start; i < end; i++) {
    const point = v128.load(sortedPoints + <usize>i * POINT)
    sum = f32x4.add(sum, point)
    low = f32x4.min(low, point)
    high = f32x4.max(high, point)
  }
  settle(node, sum, <f32>(end - start), low, high)
}

function fillBranch(node: usize, start: i32, end: i32, level: i32): void {
  let sum = f32x4.splat(0)
  let low = f32x4.splat(f32.MAX_VALUE)
  let high = f32x4.splat(-f32.MAX_VALUE)
  const shift = <u32>level * 3
  let from = start
  while (from < end) {
    const to = childEnd(from, end, load<u32>(sortedKeys + <usize>from * 4) >> shift, shift)
    const child = grow(from, to, level - 1)
    sum = f32x4.add(sum, f32x4.mul(v128.load(child), f32x4.splat(<f32>(to - from))))
    low = f32x4.min(low, v128.load(child, 16))
    high = f32x4.max(high, v128.load(child, 32))
    from = to
  }
  settle(node, sum, <f32>(end - start), low, high)
}

/** First index after `from` whose key has another prefix (binary search). */
function childEnd(from: i32, end: i32, prefix: u32, shift: u32): i32 {
  let low = from + 1
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (load<u32>(sortedKeys + <usize>middle * 4) >> shift == prefix) low = middle + 1
    else high = middle
  }
  return low
}

function settle(node: usize, sum: v128, mass: f32, low: v128, high: v128): void {
  const centre = f32x4.div(sum, f32x4.splat(mass))
  v128.store(node, f32x4.replace_lane(centre, 3, mass))
  v128.store(node, low, 16)
  v128.store(node, high, 32)
}

/**
 * Repulsion on the points of leaves first..end of the list, written to `out` at the points' own numbers (`order`).
 * `sources` is scratch for count + 4 points, `forces` for the largest leaf + 4. `openness` is theta squared.
 */
export function repulseLeaves(
  nodeList: usize,
  leafList: usize,
  first: i32,
  end: i32,
  sorted: usize,
  order: usize,
  sources: usize,
  forces: usize,
  out: usize,
  openness: f32,
  law: i32,
): void {
  for (let l = first; l < end; l++) {
    const leaf = nodeList + <usize>load<u32>(leafList + <usize>l * 4) * NODE
    const sourceCount = collect(nodeList, leaf, sorted, sources, openness)
    const start = load<u32>(leaf, 48)
    const size = <i32>(load<u32>(leaf, 52) - start)
    const padded = (size + 3) & ~3
    memory.fill(forces, 0, <usize>padded * POINT)
    repulseMasses(sorted + <usize>start * POINT, padded, sources, sourceCount, forces, law)
    for (let i = 0; i < size; i++) {
      const point = load<u32>(order + <usize>(start + i) * 4)
      v128.store(out + <usize>point * POINT, v128.load(forces + <usize>i * POINT))
    }
  }
}

/** Writes what acts on a leaf to `sources`: cells far enough or small enough as one, else their points. */
function collect(nodeList: usize, leaf: usize, sorted: usize, sources: usize, openness: f32): i32 {
  const low = v128.load(leaf, 16)
  const high = v128.load(leaf, 32)
  const zero = f32x4.splat(0)
  const last = nodeList + <usize>load<u32>(nodeList, 56) * NODE
  let used = sources
  let node = nodeList
  while (node < last) {
    const gap = f32x4.max(
      f32x4.max(f32x4.sub(v128.load(node, 16), high), f32x4.sub(low, v128.load(node, 32))),
      zero,
    )
    const square = f32x4.mul(gap, gap)
    const distance =
      f32x4.extract_lane(square, 0) + f32x4.extract_lane(square, 1) + f32x4.extract_lane(square, 2)
    const next = nodeList + <usize>load<u32>(node, 56) * NODE
    if (load<f32>(node, 60) < openness * (distance + SOFTENING)) {
      v128.store(used, v128.load(node))
      used += POINT
      node = next
    } else if (next == node + NODE) {
      const start = <usize>load<u32>(node, 48)
      const bytes = (<usize>load<u32>(node, 52) - start) * POINT
      memory.copy(used, sorted + start * POINT, bytes)
      used += bytes
      node = next
    } else {
      node += NODE
    }
  }
  return <i32>((used - sources) / POINT)
}
