/** Four f32 lanes: what the kernels share. */
export const LANES = 4

export function horizontalSum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  )
}

/** The point whose number stands in lane `lane` of the list at `at`; past the end of the list the first one. */
export function gather(points: usize, at: usize, lane: u32, left: u32): v128 {
  const index = load<u32>(at + <usize>(lane < left ? lane : 0) * 4)
  return v128.load(points + <usize>index * 16)
}

/** All ones in those of the four lanes from `index` on that lie before `end`. */
// @ts-ignore: decorator
@inline
export function lanesBefore(index: i32, end: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(index), i32x4(0, 1, 2, 3)), i32x4.splat(end))
}

/** Silence for NaN and for what is absurdly loud (full scale is 1): one bad sample must not spoil an analysis. */
// @ts-ignore: decorator
@inline
export function sane(samples: v128): v128 {
  return v128.and(samples, f32x4.lt(f32x4.abs(samples), f32x4.splat(1e6)))
}

// @ts-ignore: decorator
@inline
export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b)
}

// @ts-ignore: decorator
@inline
export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b)
}

// @ts-ignore: decorator
@inline
export function times(a: v128, factor: f32): v128 {
  return f32x4.mul(a, f32x4.splat(factor))
}
