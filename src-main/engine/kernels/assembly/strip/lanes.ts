/** Two samples at a time, in double precision. */

/** Two frames of a channel. */
// @ts-ignore: decorator
@inline
export function loadPair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at))
}

// @ts-ignore: decorator
@inline
export function storePair(at: usize, pair: v128): void {
  v128.store_lane<f64>(at, f32x4.demote_f64x2_zero(pair), 0)
}

/** One frame of both channels. */
// @ts-ignore: decorator
@inline
export function loadFrame(left: usize, right: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load_lane<f32>(right, v128.load32_zero(left), 1))
}

// @ts-ignore: decorator
@inline
export function storeFrame(left: usize, right: usize, frame: v128): void {
  const samples = f32x4.demote_f64x2_zero(frame)
  v128.store_lane<f32>(left, samples, 0)
  v128.store_lane<f32>(right, samples, 1)
}
