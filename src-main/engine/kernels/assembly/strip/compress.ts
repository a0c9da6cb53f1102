/**
 * The compressor. Levels, the static curve and the gain go two frames at a time; the envelope between them, in which each frame
 * waits for the one before, is what the processor does beside that.
 */
import { loadPair, storePair } from "./lanes"

/** Doubles of a compressor's state: the curve and times, then what it remembers. */
const KNEE_START: usize = 0
const KNEE: usize = 8
const PER_KNEE: usize = 16
const SLOPE: usize = 24
const ATTACK: usize = 32
const RELEASE: usize = 40
const RMS: usize = 48
const WET: usize = 56
const LEVEL: usize = 64
const HELD: usize = 72
const REDUCTION: usize = 80
const POWER: usize = 88
const MEAN_SQUARE: usize = 96

const SQRT_HALF_BITS: i32 = 0x3f3504f3
/** Added to a number it leaves the nearest whole one in the lowest bits. */
const WHOLE: f64 = 6755399441055744

/** Turns the two channels down by what it hears; `frames` is even. `curve`: room for a double a frame. */
export function compress(
  left: usize,
  right: usize,
  heardLeft: usize,
  heardRight: usize,
  frames: i32,
  isRms: i32,
  state: usize,
  curve: usize,
): void {
  if (isRms) meanSquares(heardLeft, heardRight, frames, state, curve)
  else louder(heardLeft, heardRight, frames, curve)
  turn(left, right, frames, isRms ? 0.5 : 1, state, curve)
}

function louder(left: usize, right: usize, frames: i32, out: usize): void {
  const half = f64x2.splat(0.5)
  const bytes = (<usize>frames) << 2
  for (let at: usize = 0; at < bytes; at += 8) {
    const l = f64x2.abs(loadPair(left + at))
    const r = f64x2.abs(loadPair(right + at))
    const most = f64x2.mul(half, f64x2.add(f64x2.add(l, r), f64x2.abs(f64x2.sub(l, r))))
    v128.store(out + (at << 1), most)
  }
}

function meanSquares(left: usize, right: usize, frames: i32, state: usize, out: usize): void {
  const keep = load<f64>(state + RMS)
  let power = load<f64>(state + POWER)
  let meanSquare = load<f64>(state + MEAN_SQUARE)
  const bytes = (<usize>frames) << 2
  for (let at: usize = 0; at < bytes; at += 4) {
    const l = <f64>load<f32>(left + at)
    const r = <f64>load<f32>(right + at)
    const now = (l * l + r * r) / 2
    power = now + (power - now) * keep
    meanSquare = power + (meanSquare - power) * keep
    store<f64>(out + (at << 1), meanSquare)
  }
  store<f64>(state + POWER, power)
  store<f64>(state + MEAN_SQUARE, meanSquare)
}

/** Turns both channels down by the levels in `curve`; `scale` 0.5 says that these are powers. */
function turn(
  left: usize,
  right: usize,
  frames: i32,
  scale: f64,
  state: usize,
  curve: usize,
): void {
  const wet = load<f64>(state + WET)
  const dry = f64x2.splat(1 - wet)
  const loud = f64x2.splat(wet * load<f64>(state + LEVEL))
  const attack = load<f64>(state + ATTACK)
  const release = load<f64>(state + RELEASE)
  const onset = 1 - attack
  const fall = f64x2.splat(1 - release)
  let held = load<f64>(state + HELD)
  let reduction = load<f64>(state + REDUCTION)
  const bytes = (<usize>frames) << 2
  // The curve goes a pair ahead of the envelope, and the gain a pair behind, so that none of them waits for another.
  let wished = wish(curve, scale, state)
  let reductions = wished
  for (let at: usize = 0; at < bytes; at += 8) {
    const next = wish(curve + (at << 1) + 16, scale, state)
    const falling = f64x2.mul(wished, fall)
    held = higher(f64x2.extract_lane(falling, 0) + release * held, f64x2.extract_lane(wished, 0))
    const first = onset * held + attack * reduction
    held = higher(f64x2.extract_lane(falling, 1) + release * held, f64x2.extract_lane(wished, 1))
    reduction = onset * held + attack * first
    if (at > 0) turnPair(left + at - 8, right + at - 8, dry, loud, reductions)
    reductions = f64x2(first, reduction)
    wished = next
  }
  turnPair(left + bytes - 8, right + bytes - 8, dry, loud, reductions)
  store<f64>(state + HELD, held)
  store<f64>(state + REDUCTION, reduction)
}

// @ts-ignore: decorator
@inline
function turnPair(left: usize, right: usize, dry: v128, loud: v128, reductions: v128): void {
  const gain = f64x2.add(dry, f64x2.mul(loud, exp2(f64x2.neg(reductions))))
  storePair(left, f64x2.mul(loadPair(left), gain))
  storePair(right, f64x2.mul(loadPair(right), gain))
}

/** Octaves of reduction for two levels by the static curve. */
// @ts-ignore: decorator
@inline
function wish(levels: usize, scale: f64, state: usize): v128 {
  const nothing = f64x2.splat(0)
  const octaves = f64x2.mul(log2(v128.load(levels)), f64x2.splat(scale))
  const above = f64x2.sub(octaves, v128.load64_splat(state + KNEE_START))
  const over = f64x2.pmax(nothing, above)
  const beyond = f64x2.sub(over, v128.load64_splat(state + KNEE))
  const straight = f64x2.pmax(nothing, beyond)
  const inKnee = f64x2.sub(over, straight)
  const bent = f64x2.mul(f64x2.mul(inKnee, inKnee), v128.load64_splat(state + PER_KNEE))
  return f64x2.add(bent, f64x2.mul(straight, v128.load64_splat(state + SLOPE)))
}

/** The higher of two, neither of which is NaN. */
// @ts-ignore: decorator
@inline
function higher(a: f64, b: f64): f64 {
  return f64x2.extract_lane(f64x2.pmax(f64x2.splat(a), f64x2.splat(b)), 0)
}

/** As fastLog2 in shared/dsp/fast-decibels.ts. */
// @ts-ignore: decorator
@inline
function log2(x: v128): v128 {
  const bits = f32x4.demote_f64x2_zero(x)
  const exponent = i32x4.shr_s(i32x4.sub(bits, i32x4.splat(SQRT_HALF_BITS)), 23)
  const mantissa = i32x4.sub(bits, i32x4.shl(exponent, 23))
  const t = f64x2.sub(f64x2.promote_low_f32x4(mantissa), f64x2.splat(1))
  const low = f64x2.sub(
    f64x2.splat(1.4425780075029968),
    f64x2.mul(f64x2.splat(0.7202418030867302), t),
  )
  const square = f64x2.mul(t, t)
  const bend = f64x2.mul(f64x2.splat(0.3945753622366375), t)
  const high = f64x2.add(
    f64x2.sub(f64x2.splat(0.4866861604932361), bend),
    f64x2.mul(f64x2.splat(0.252660208718609), square),
  )
  const series = f64x2.mul(t, f64x2.add(low, f64x2.mul(square, high)))
  return f64x2.add(f64x2.convert_low_i32x4_s(exponent), series)
}

/** As fastExp2 in shared/dsp/fast-decibels.ts; powers of two by the exponent's bits. */
// @ts-ignore: decorator
@inline
function exp2(x: v128): v128 {
  const moved = f64x2.add(x, f64x2.splat(WHOLE))
  const f = f64x2.sub(x, f64x2.sub(moved, f64x2.splat(WHOLE)))
  const odd = f64x2.add(
    f64x2.splat(0.6931215289661836),
    f64x2.mul(f64x2.splat(0.24022020974251873), f),
  )
  const even = f64x2.add(
    f64x2.splat(0.05591968853203605),
    f64x2.mul(f64x2.splat(0.009681909463642994), f),
  )
  const series = f64x2.add(odd, f64x2.mul(f64x2.mul(f, f), even))
  const power = i64x2.add(i64x2.shl(moved, 52), i64x2.splat(1023 << 52))
  return f64x2.mul(power, f64x2.add(f64x2.splat(1), f64x2.mul(f, series)))
}
