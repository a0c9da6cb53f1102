/** Fader, panorama and sends of one channel: a gain that stands still or goes in a straight line. */
import { loadPair, storePair } from "./lanes"

/** Adds both sides times a gain to others; the first frame's gain is `gain` + `step`. `frames` is even. */
export function mix(
  fromLeft: usize,
  fromRight: usize,
  left: usize,
  right: usize,
  frames: i32,
  gain: f64,
  step: f64,
): void {
  mixSide(fromLeft, left, frames, gain, step)
  mixSide(fromRight, right, frames, gain, step)
}

function mixSide(from: usize, to: usize, frames: i32, gain: f64, step: f64): void {
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
 * Writes both sides, each with its gain as in `mix`, to others, and four floats to `levels`: the highest sample left and
 * right, then the sum of squares left and right.
 */
export function fade(
  fromLeft: usize,
  fromRight: usize,
  left: usize,
  right: usize,
  frames: i32,
  gainLeft: f64,
  stepLeft: f64,
  gainRight: f64,
  stepRight: f64,
  levels: usize,
): void {
  fadeSide(fromLeft, left, frames, gainLeft, stepLeft, levels)
  fadeSide(fromRight, right, frames, gainRight, stepRight, levels + 4)
}

function fadeSide(
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
