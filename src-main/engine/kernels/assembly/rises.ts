/**
 * The inner loops of the onset front end, one frame at a time; see features/rises.ts and its plain twin rises-oracle.ts.
 * Rows of bands begin at 16-byte offsets; four floats stand before each row and at least four after it.
 */
import { horizontalSum, lanesBefore } from "./lib/lanes"

// @ts-ignore: decorator
@inline
function horizontalMax(v: v128): f32 {
  const pairs = f32x4.max(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1))
  return max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}

/** The largest of `count` bands. */
export function topOf(bands: usize, count: i32): f32 {
  const lowest = f32x4.splat(-Infinity)
  let top = lowest
  for (let i = 0; i < count; i += 4) {
    top = f32x4.pmax(top, v128.bitselect(v128.load(bands + (<usize>i << 2)), lowest, lanesBefore(i, count)))
  }
  return horizontalMax(top)
}

/** Levels above `floor`, the corner at it rounded over +-2; returns their mean. */
export function hear(bands: usize, count: i32, floor: f32, heard: usize): f32 {
  const two = f32x4.splat(2), zero = f32x4.splat(0)
  let sum = zero
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i << 2
    const above = f32x4.sub(v128.load(bands + at), f32x4.splat(floor))
    const reach = f32x4.max(zero, f32x4.add(above, two))
    const rounded = f32x4.mul(f32x4.mul(reach, reach), f32x4.splat(0.125))
    const level = v128.bitselect(above, rounded, f32x4.ge(above, two))
    v128.store(heard + at, level)
    sum = f32x4.add(sum, v128.and(level, lanesBefore(i, count)))
  }
  return horizontalSum(sum) / <f32>count
}

/** Keeps a frame for `compare`: a row whose ends are repeated, so that every band has two neighbours. */
export function keep(heard: usize, count: i32, before: usize): void {
  memory.copy(before, heard, <usize>count << 2)
  store<f32>(before - 4, load<f32>(heard))
  store<f32>(before + (<usize>count << 2), load<f32>(heard + (<usize>(count - 1) << 2)))
}

/**
 * Writes to `moves`: group sums, group maxima, plain rises of two halves, falls of two halves. `edges`: groups + 1 first
 * bands. Then before = heard.
 */
export function compare(heard: usize, before: usize, count: i32, edges: usize, groups: i32, moves: usize): void {
  for (let group = 0; group < groups; group++) {
    const from = load<i32>(edges + (<usize>group << 2)), to = load<i32>(edges + (<usize>group << 2), 4)
    rise(heard, before, from, to, moves + (<usize>group << 2), moves + (<usize>(groups + group) << 2))
  }
  const plain = moves + (<usize>groups << 3)
  const middle = (count + 1) >> 1
  change(heard, before, 0, middle, plain)
  change(heard, before, middle, count, plain + 4)
  keep(heard, count, before)
}

/** Sum and largest of the rises above the loudest of three neighbours before, of bands `from..to` (to excluded). */
// @ts-ignore: decorator
@inline
function rise(heard: usize, before: usize, from: i32, to: i32, sumAt: usize, largestAt: usize): void {
  let sum = f32x4.splat(0), largest = f32x4.splat(0)
  for (let i = from; i < to; i += 4) {
    const was = before + (<usize>i << 2)
    const around = f32x4.max(f32x4.max(v128.load(was - 4), v128.load(was)), v128.load(was, 4))
    const rises = f32x4.max(f32x4.splat(0), f32x4.sub(v128.load(heard + (<usize>i << 2)), around))
    const counted = v128.and(rises, lanesBefore(i, to))
    sum = f32x4.add(sum, counted)
    largest = f32x4.max(largest, counted)
  }
  store<f32>(sumAt, horizontalSum(sum))
  store<f32>(largestAt, horizontalMax(largest))
}

/** Sums of the bands' own rises, at `risesAt`, and falls, two floats further. */
// @ts-ignore: decorator
@inline
function change(heard: usize, before: usize, from: i32, to: i32, risesAt: usize): void {
  const zero = f32x4.splat(0)
  let rises = zero, falls = zero
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2
    const move = v128.and(f32x4.sub(v128.load(heard + at), v128.load(before + at)), lanesBefore(i, to))
    rises = f32x4.add(rises, f32x4.max(zero, move))
    falls = f32x4.sub(falls, f32x4.min(zero, move))
  }
  store<f32>(risesAt, horizontalSum(rises))
  store<f32>(risesAt, horizontalSum(falls), 8)
}
