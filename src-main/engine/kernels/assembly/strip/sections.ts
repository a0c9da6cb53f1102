/**
 * Filter sections in transposed direct form II, left and right in the lanes. Up to four stand in one loop: a later section's
 * frame needs nothing of an earlier one's next frame, so that their chains of additions do not wait for each other.
 * A section is ten doubles: b0, b1, b2, a1, a2, nothing, then both channels' first and second state.
 */
import { loadFrame, storeFrame } from "./lanes"

const FIRST: usize = 48
const SECOND: usize = 64

/**
 * Runs both channels through `count` sections, an even number, whose addresses stand in `list`, and times `gain`.
 * `between`: room for a frame of two doubles each, for what goes from one loop to the next.
 */
export function sections(
  list: usize,
  count: i32,
  left: usize,
  right: usize,
  frames: i32,
  gain: f64,
  between: usize,
): void {
  let at = list
  for (let rest = count; rest > 0; at += 16) {
    const isFirst = at == list
    if (rest >= 4) {
      rest -= 4
      four(at, left, right, frames, gain, between, isFirst, rest == 0)
    } else {
      rest -= 2
      two(at, left, right, frames, gain, between, isFirst, true)
    }
  }
}

/** A frame of the sound, or of what the loop before has left. */
// @ts-ignore: decorator
@inline
function take(left: usize, right: usize, at: usize, between: usize, isFirst: bool): v128 {
  return isFirst ? loadFrame(left + at, right + at) : v128.load(between + (at << 2))
}

// @ts-ignore: decorator
@inline
function give(
  left: usize,
  right: usize,
  at: usize,
  between: usize,
  isLast: bool,
  gain: v128,
  frame: v128,
): void {
  if (isLast) storeFrame(left + at, right + at, f64x2.mul(frame, gain))
  else v128.store(between + (at << 2), frame)
}

function two(
  list: usize,
  left: usize,
  right: usize,
  frames: i32,
  gain: f64,
  between: usize,
  isFirst: bool,
  isLast: bool,
): void {
  const s: usize = load<u32>(list), t: usize = load<u32>(list + 4)
  const both = f64x2.splat(gain)
  const s0 = v128.load64_splat(s), s1 = v128.load64_splat(s + 8), s2 = v128.load64_splat(s + 16)
  const s3 = v128.load64_splat(s + 24), s4 = v128.load64_splat(s + 32)
  const t0 = v128.load64_splat(t), t1 = v128.load64_splat(t + 8), t2 = v128.load64_splat(t + 16)
  const t3 = v128.load64_splat(t + 24), t4 = v128.load64_splat(t + 32)
  let sp = v128.load(s + FIRST), sq = v128.load(s + SECOND)
  let tp = v128.load(t + FIRST), tq = v128.load(t + SECOND)
  const bytes = (<usize>frames) << 2
  for (let at: usize = 0; at < bytes; at += 4) {
    const x = take(left, right, at, between, isFirst)
    const y = f64x2.add(f64x2.mul(s0, x), sp)
    sp = f64x2.sub(f64x2.add(f64x2.mul(s1, x), sq), f64x2.mul(s3, y))
    sq = f64x2.sub(f64x2.mul(s2, x), f64x2.mul(s4, y))
    const z = f64x2.add(f64x2.mul(t0, y), tp)
    tp = f64x2.sub(f64x2.add(f64x2.mul(t1, y), tq), f64x2.mul(t3, z))
    tq = f64x2.sub(f64x2.mul(t2, y), f64x2.mul(t4, z))
    give(left, right, at, between, isLast, both, z)
  }
  v128.store(s + FIRST, sp)
  v128.store(s + SECOND, sq)
  v128.store(t + FIRST, tp)
  v128.store(t + SECOND, tq)
}

function four(
  list: usize,
  left: usize,
  right: usize,
  frames: i32,
  gain: f64,
  between: usize,
  isFirst: bool,
  isLast: bool,
): void {
  const s: usize = load<u32>(list), t: usize = load<u32>(list + 4), u: usize = load<u32>(list + 8), v: usize = load<u32>(list + 12)
  const both = f64x2.splat(gain)
  const s0 = v128.load64_splat(s), s1 = v128.load64_splat(s + 8), s2 = v128.load64_splat(s + 16)
  const s3 = v128.load64_splat(s + 24), s4 = v128.load64_splat(s + 32)
  const t0 = v128.load64_splat(t), t1 = v128.load64_splat(t + 8), t2 = v128.load64_splat(t + 16)
  const t3 = v128.load64_splat(t + 24), t4 = v128.load64_splat(t + 32)
  const u0 = v128.load64_splat(u), u1 = v128.load64_splat(u + 8), u2 = v128.load64_splat(u + 16)
  const u3 = v128.load64_splat(u + 24), u4 = v128.load64_splat(u + 32)
  const v0 = v128.load64_splat(v), v1 = v128.load64_splat(v + 8), v2 = v128.load64_splat(v + 16)
  const v3 = v128.load64_splat(v + 24), v4 = v128.load64_splat(v + 32)
  let sp = v128.load(s + FIRST), sq = v128.load(s + SECOND)
  let tp = v128.load(t + FIRST), tq = v128.load(t + SECOND)
  let up = v128.load(u + FIRST), uq = v128.load(u + SECOND)
  let vp = v128.load(v + FIRST), vq = v128.load(v + SECOND)
  const bytes = (<usize>frames) << 2
  for (let at: usize = 0; at < bytes; at += 4) {
    const x = take(left, right, at, between, isFirst)
    const a = f64x2.add(f64x2.mul(s0, x), sp)
    sp = f64x2.sub(f64x2.add(f64x2.mul(s1, x), sq), f64x2.mul(s3, a))
    sq = f64x2.sub(f64x2.mul(s2, x), f64x2.mul(s4, a))
    const b = f64x2.add(f64x2.mul(t0, a), tp)
    tp = f64x2.sub(f64x2.add(f64x2.mul(t1, a), tq), f64x2.mul(t3, b))
    tq = f64x2.sub(f64x2.mul(t2, a), f64x2.mul(t4, b))
    const c = f64x2.add(f64x2.mul(u0, b), up)
    up = f64x2.sub(f64x2.add(f64x2.mul(u1, b), uq), f64x2.mul(u3, c))
    uq = f64x2.sub(f64x2.mul(u2, b), f64x2.mul(u4, c))
    const d = f64x2.add(f64x2.mul(v0, c), vp)
    vp = f64x2.sub(f64x2.add(f64x2.mul(v1, c), vq), f64x2.mul(v3, d))
    vq = f64x2.sub(f64x2.mul(v2, c), f64x2.mul(v4, d))
    give(left, right, at, between, isLast, both, d)
  }
  v128.store(s + FIRST, sp)
  v128.store(s + SECOND, sq)
  v128.store(t + FIRST, tp)
  v128.store(t + SECOND, tq)
  v128.store(u + FIRST, up)
  v128.store(u + SECOND, uq)
  v128.store(v + FIRST, vp)
  v128.store(v + SECOND, vq)
}
