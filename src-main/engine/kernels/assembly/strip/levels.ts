/** Fader, panorama and sends of one channel: a gain that stands still or goes in a straight line. */
import { loadPair, storePair } from "./lanes"

/** Adds `from` times a gain to `to`; the first frame's gain is `gain` + `step`. `frames` is even. */
export function mix(from: usize, to: usize, frames: i32, gain: f64, step: f64): void {
  const bytes = (<usize>frames) << 2
  if (step == 0) {
    const both = f64x2.splat(gain)
    for (let at: usize = 0; at < bytes; at += 8)
      storePair(to + at, f64x2.add(loadPair(to + at), f64x2.mul(loadPair(from + at), both)))
    return
  }
  let value = gain
  for (let at: usize = 0; at < bytes; at += 8) {
    const first = value + step
    value = first + step
    const line = f64x2(first, value)
    storePair(to + at, f64x2.add(loadPair(to + at), f64x2.mul(loadPair(from + at), line)))
  }
}

/**
 * Writes `from` times a gain, as in `mix`, to `to`, and to `levels` the highest sample, a float, and two floats further the
 * sum of squares.
 */
export function fade(
  from: usize,
  to: usize,
  frames: i32,
  gain: f64,
  step: f64,
  levels: usize,
): void {
  const bytes = (<usize>frames) << 2
  let value = gain
  let line = f64x2.splat(gain)
  let peak = f64x2.splat(0)
  let power = f64x2.splat(0)
  for (let at: usize = 0; at < bytes; at += 8) {
    if (step != 0) {
      const first = value + step
      value = first + step
      line = f64x2(first, value)
    }
    const pair = f64x2.mul(loadPair(from + at), line)
    storePair(to + at, pair)
    power = f64x2.add(power, f64x2.mul(pair, pair))
    peak = f64x2.pmax(peak, f64x2.abs(pair))
  }
  const highest = max(f64x2.extract_lane(peak, 0), f64x2.extract_lane(peak, 1))
  store<f32>(levels, <f32>highest)
  store<f32>(levels + 8, <f32>(f64x2.extract_lane(power, 0) + f64x2.extract_lane(power, 1)))
}
