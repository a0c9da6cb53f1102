/**
 * What a channel strip does to every sample: filters, compressor, fader, sends. Every function has a plain twin beside the
 * device that calls it (shared/dsp), and makes the same bits: double precision, the same operations in the same order, only
 * two lanes at a time. Sound is planar f32. One thread's memory, not shared.
 */
export { sections } from "./strip/sections"
export { compress } from "./strip/compress"
export { fade, mix } from "./strip/levels"

/** Are the first frames of both channels, a multiple of four, nothing but zeros without a sign? */
export function isSilent(left: usize, right: usize, frames: i32): bool {
  const end = (<usize>frames) << 2
  let any = i32x4.splat(0)
  for (let at: usize = 0; at < end; at += 16)
    any = v128.or(any, v128.or(v128.load(left + at), v128.load(right + at)))
  return !v128.any_true(any)
}

/** The first of frames from..to in which a sample is no number or beyond 1e6; `to` where none is. */
export function firstBroken(left: usize, right: usize, from: i32, to: i32): i32 {
  const most = f32x4.splat(1e6)
  let sane = i32x4.splat(-1)
  let i = from
  for (; i + 4 <= to; i += 4) {
    const at = (<usize>i) << 2
    const l = f32x4.le(f32x4.abs(v128.load(left + at)), most)
    const r = f32x4.le(f32x4.abs(v128.load(right + at)), most)
    sane = v128.and(sane, v128.and(l, r))
  }
  if (!i32x4.all_true(sane)) i = from
  for (; i < to; i++) {
    const at = (<usize>i) << 2
    const isSane = abs(load<f32>(left + at)) <= 1e6 && abs(load<f32>(right + at)) <= 1e6
    if (!isSane) return i
  }
  return to
}
