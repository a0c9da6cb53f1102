/**
 * The arithmetic of t-SNE (van der Maaten & Hinton 2008) on points stored as four f32: x, y, z, mass. Two-dimensional
 * layouts keep z = 0. With s = 1 + |a - b|^2 (the length unit holds the degrees of freedom) there are three force laws:
 *
 *     law         similarity w   attraction   repulsion    is
 *     CAUCHY      s^-1           p s^-1       w s^-1 / Z   the gradient for one degree of freedom
 *     STUDENT_2   s^-1.5         p s^-1       w s^-1 / Z   the gradient for two
 *     SHARP       s^-1.5         p w          w w / Z      scikit-learn's forces in 3-D: far neighbours pull less
 *
 * All pointers are byte offsets. Each call works on a range of points and writes only that range, so any split over
 * threads gives the same bits.
 */
import { LANES, gather, horizontalSum } from "./lib/lanes"

const POINT: usize = 16

const CAUCHY: i32 = 0
const SHARP: i32 = 2

/**
 * Adds to `out` (x, y, z, sum of similarities) the repulsion on `targetCount` points (a multiple of 4; surplus lanes
 * are computed and belong to the caller) of `sourceCount` sources of mass 1.
 */
export function repulse(
  targets: usize,
  targetCount: i32,
  sources: usize,
  sourceCount: i32,
  out: usize,
  law: i32,
): void {
  for (let t = 0; t < targetCount; t += LANES) {
    const from = targets + <usize>t * POINT
    const to = out + <usize>t * POINT
    if (law == CAUCHY) repulseBlock<i8, i8>(from, sources, sourceCount, to)
    else if (law == SHARP) repulseBlock<i16, i8>(from, sources, sourceCount, to)
    else repulseBlock<i32, i8>(from, sources, sourceCount, to)
  }
}

/** The same from sources each weighted by its mass. */
export function repulseMasses(
  targets: usize,
  targetCount: i32,
  sources: usize,
  sourceCount: i32,
  out: usize,
  law: i32,
): void {
  for (let t = 0; t < targetCount; t += LANES) {
    const from = targets + <usize>t * POINT
    const to = out + <usize>t * POINT
    if (law == CAUCHY) repulseBlock<i8, i16>(from, sources, sourceCount, to)
    else if (law == SHARP) repulseBlock<i16, i16>(from, sources, sourceCount, to)
    else repulseBlock<i32, i16>(from, sources, sourceCount, to)
  }
}

// Type parameters make the compiler write six loops without a branch inside. Law: i8 = CAUCHY, i16 = SHARP,
// i32 = STUDENT_2; Mass: i8 = all are 1, i16 = the source's fourth number.
function repulseBlock<Law, Mass>(
  targets: usize,
  sources: usize,
  sourceCount: i32,
  out: usize,
): void {
  const a = v128.load(targets)
  const b = v128.load(targets, 16)
  const c = v128.load(targets, 32)
  const d = v128.load(targets, 48)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const x = v128.shuffle<f32>(ab, cd, 0, 1, 4, 5)
  const y = v128.shuffle<f32>(ab, cd, 2, 3, 6, 7)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  const z = v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5)
  const one = f32x4.splat(1)
  let forceX = f32x4.splat(0)
  let forceY = f32x4.splat(0)
  let forceZ = f32x4.splat(0)
  let total = f32x4.splat(0)
  const end = sources + <usize>sourceCount * POINT
  for (let source = sources; source < end; source += POINT) {
    const dx = f32x4.sub(x, v128.load32_splat(source))
    const dy = f32x4.sub(y, v128.load32_splat(source, 4))
    const dz = f32x4.sub(z, v128.load32_splat(source, 8))
    const square = f32x4.add(
      f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy)),
      f32x4.add(f32x4.mul(dz, dz), one),
    )
    const inverse = f32x4.div(one, square)
    let similarity = inverse
    if (sizeof<Law>() > 1) similarity = f32x4.mul(inverse, f32x4.sqrt(inverse))
    let force = f32x4.mul(similarity, sizeof<Law>() == 2 ? similarity : inverse)
    if (sizeof<Mass>() > 1) {
      const mass = v128.load32_splat(source, 12)
      similarity = f32x4.mul(similarity, mass)
      force = f32x4.mul(force, mass)
    }
    total = f32x4.add(total, similarity)
    forceX = f32x4.add(forceX, f32x4.mul(force, dx))
    forceY = f32x4.add(forceY, f32x4.mul(force, dy))
    forceZ = f32x4.add(forceZ, f32x4.mul(force, dz))
  }
  const xy = v128.shuffle<f32>(forceX, forceY, 0, 4, 1, 5)
  const zt = v128.shuffle<f32>(forceZ, total, 0, 4, 1, 5)
  const xyHigh = v128.shuffle<f32>(forceX, forceY, 2, 6, 3, 7)
  const ztHigh = v128.shuffle<f32>(forceZ, total, 2, 6, 3, 7)
  accumulate(out, v128.shuffle<f32>(xy, zt, 0, 1, 4, 5))
  accumulate(out + 16, v128.shuffle<f32>(xy, zt, 2, 3, 6, 7))
  accumulate(out + 32, v128.shuffle<f32>(xyHigh, ztHigh, 0, 1, 4, 5))
  accumulate(out + 48, v128.shuffle<f32>(xyHigh, ztHigh, 2, 3, 6, 7))
}

function accumulate(out: usize, value: v128): void {
  v128.store(out, f32x4.add(v128.load(out), value))
}

/**
 * Writes to `out` the attraction on points start..end: sum over a point's edges of p * (a - b) / s. Edges of point i are
 * rows[i]..rows[i + 1] of `columns` (u32 point) and `weights` (f32 p); both arrays may be read 12 bytes past their end.
 */
export function attract(
  points: usize,
  rows: usize,
  columns: usize,
  weights: usize,
  start: i32,
  end: i32,
  out: usize,
  law: i32,
): void {
  const one = f32x4.splat(1)
  for (let i = start; i < end; i++) {
    const self = points + <usize>i * POINT
    const x = v128.load32_splat(self)
    const y = v128.load32_splat(self, 4)
    const z = v128.load32_splat(self, 8)
    let forceX = f32x4.splat(0)
    let forceY = f32x4.splat(0)
    let forceZ = f32x4.splat(0)
    const first = load<u32>(rows + <usize>i * 4)
    const last = load<u32>(rows + <usize>i * 4, 4)
    for (let edge = first; edge < last; edge += LANES) {
      const at = columns + <usize>edge * 4
      const left = last - edge
      const a = gather(points, at, 0, left)
      const b = gather(points, at, 1, left)
      const c = gather(points, at, 2, left)
      const d = gather(points, at, 3, left)
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
      const dx = f32x4.sub(x, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
      const dy = f32x4.sub(y, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
      const dz = f32x4.sub(z, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5))
      const square = f32x4.add(
        f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy)),
        f32x4.add(f32x4.mul(dz, dz), one),
      )
      const weight = v128.load(weights + <usize>edge * 4)
      const valid = i32x4.gt_s(i32x4.splat(<i32>left), i32x4(0, 1, 2, 3))
      const inverse = f32x4.div(one, square)
      let force = f32x4.mul(weight, inverse)
      if (law == SHARP) force = f32x4.mul(force, f32x4.sqrt(inverse))
      force = v128.and(valid, force)
      forceX = f32x4.add(forceX, f32x4.mul(force, dx))
      forceY = f32x4.add(forceY, f32x4.mul(force, dy))
      forceZ = f32x4.add(forceZ, f32x4.mul(force, dz))
    }
    const to = out + <usize>i * POINT
    store<f32>(to, horizontalSum(forceX))
    store<f32>(to, horizontalSum(forceY), 4)
    store<f32>(to, horizontalSum(forceZ), 8)
  }
}

/** Sum of the similarities (the fourth number) of points start..end. */
export function totalSimilarity(out: usize, start: i32, end: i32): f64 {
  let total: f64 = 0
  for (let i = start; i < end; i++) total += <f64>load<f32>(out + <usize>i * POINT, 12)
  return total
}

/**
 * One step of gradient descent with momentum and per-coordinate gains (Jacobs 1988, as in the t-SNE paper) for points
 * start..end: gradient = attraction * attractionScale - repulsion * repulsionScale. Mass stays.
 */
export function update(
  points: usize,
  velocities: usize,
  gains: usize,
  attraction: usize,
  repulsion: usize,
  start: i32,
  end: i32,
  attractionScale: f32,
  repulsionScale: f32,
  learningRate: f32,
  momentum: f32,
  maximumStep: f32,
): void {
  const spatial = i32x4(-1, -1, -1, 0)
  const zero = f32x4.splat(0)
  for (let i = start; i < end; i++) {
    const at = <usize>i * POINT
    const gradient = f32x4.sub(
      f32x4.mul(v128.load(attraction + at), f32x4.splat(attractionScale)),
      f32x4.mul(v128.load(repulsion + at), f32x4.splat(repulsionScale)),
    )
    const velocity = v128.load(velocities + at)
    const before = v128.load(gains + at)
    // The velocity points downhill: the same sign as the gradient means that the last step went too far.
    const overshot = f32x4.gt(f32x4.mul(gradient, velocity), zero)
    const changed = v128.bitselect(
      f32x4.mul(before, f32x4.splat(0.8)),
      f32x4.add(before, f32x4.splat(0.2)),
      overshot,
    )
    const gain = f32x4.max(changed, f32x4.splat(0.01))
    const wanted = f32x4.sub(
      f32x4.mul(velocity, f32x4.splat(momentum)),
      f32x4.mul(f32x4.mul(gain, gradient), f32x4.splat(learningRate)),
    )
    const step = f32x4.max(f32x4.min(wanted, f32x4.splat(maximumStep)), f32x4.splat(-maximumStep))
    const masked = v128.and(step, spatial)
    v128.store(gains + at, gain)
    v128.store(velocities + at, masked)
    v128.store(points + at, f32x4.add(v128.load(points + at), masked))
  }
}
