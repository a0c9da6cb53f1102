/**
 * Spectra of four frames at once: each SIMD lane carries one frame, so that the FFT is plain code without shuffles.
 * A frame of 2M real samples is windowed and packed as M complex points (even samples real, odd imaginary), put in
 * bit-reversed order while loading, transformed in place (radix 4, decimation in time), unpacked to power per bin, and
 * summed into triangular bands whose logarithm is taken here as well. Layouts: see features/spectra.ts, which owns them.
 */
import { sane } from "./lib/lanes"

// @ts-ignore: decorator
@inline
function re(base: usize, index: i32): usize {
  return base + (<usize>index << 5)
}

/**
 * Windows four frames (`hopBytes` apart) and does the first pass of the transform, which needs no twiddles, while the
 * points are at hand. `work` takes 4 lanes of re, 4 of im per complex point; `order`: where (bytes) the four points
 * that point i of the first quarter becomes begin.
 */
export function window4(input: usize, hopBytes: i32, points: i32, window: usize, order: usize, work: usize): void {
  const quarter = points >> 2
  const step = <usize>quarter << 3
  for (let i = 0; i < quarter; i += 2) {
    const first = work + load<u32>(order + (<usize>i << 2))
    const second = work + load<u32>(order + (<usize>i << 2), 4)
    let from = input + (<usize>i << 3)
    let weights = window + (<usize>i << 3)
    // In bit-reversed order the quarters of the frame stand as 0, 2, 1, 3.
    place(from, hopBytes, weights, first, second)
    from += step
    weights += step
    place(from, hopBytes, weights, first + 64, second + 64)
    from += step
    weights += step
    place(from, hopBytes, weights, first + 32, second + 32)
    from += step
    weights += step
    place(from, hopBytes, weights, first + 96, second + 96)
    cross(first)
    cross(second)
  }
}

/** Two neighbouring points of four frames: four real samples a frame, windowed, frame by frame into lanes. */
// @ts-ignore: decorator
@inline
function place(from: usize, hopBytes: i32, weights: usize, first: usize, second: usize): void {
  const w = v128.load(weights)
  const a = f32x4.mul(sane(v128.load(from)), w)
  const b = f32x4.mul(sane(v128.load(from + hopBytes)), w)
  const c = f32x4.mul(sane(v128.load(from + 2 * hopBytes)), w)
  const d = f32x4.mul(sane(v128.load(from + 3 * hopBytes)), w)
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  v128.store(first, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
  v128.store(first, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 16)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(second, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5))
  v128.store(second, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), 16)
}

/** A radix-4 butterfly of neighbouring points, all angles zero. */
// @ts-ignore: decorator
@inline
function cross(at: usize): void {
  const aRe = v128.load(at), aIm = v128.load(at, 16)
  const bRe = v128.load(at, 32), bIm = v128.load(at, 48)
  const cRe = v128.load(at, 64), cIm = v128.load(at, 80)
  const dRe = v128.load(at, 96), dIm = v128.load(at, 112)
  combine(at, 32, aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm)
}

/**
 * The rest of the in-place FFT of `points` (a power of two >= 16). `twiddles`: where a pass of radix 2 is needed, cos and
 * -sin of j eighths of a turn, j < 4; then for each radix-4 pass with quarter length h, and each j < h, cos and -sin of
 * j, 2j and 3j times 2 pi / 4h.
 */
export function transform(work: usize, points: i32, twiddles: usize): void {
  let quarter = 4
  let table = twiddles
  if (ctz(points) & 1) {
    radix2(work, points, table)
    quarter = 8
    table += 32
  }
  for (; quarter < points; quarter <<= 2) {
    radix4(work, points, quarter, table)
    table += <usize>quarter * 24
  }
}

/** Joins blocks of four points to blocks of eight. */
function radix2(work: usize, points: i32, table: usize): void {
  for (let block = 0; block < points; block += 8) {
    for (let j = 0; j < 4; j++) {
      const at = re(work, block + j)
      const c = v128.load32_splat(table + (<usize>j << 3)), s = v128.load32_splat(table + (<usize>j << 3), 4)
      const aRe = v128.load(at), aIm = v128.load(at, 16)
      const xRe = v128.load(at, 128), xIm = v128.load(at, 144)
      const bRe = f32x4.sub(f32x4.mul(xRe, c), f32x4.mul(xIm, s))
      const bIm = f32x4.add(f32x4.mul(xRe, s), f32x4.mul(xIm, c))
      v128.store(at, f32x4.add(aRe, bRe))
      v128.store(at, f32x4.add(aIm, bIm), 16)
      v128.store(at, f32x4.sub(aRe, bRe), 128)
      v128.store(at, f32x4.sub(aIm, bIm), 144)
    }
  }
}

function radix4(work: usize, points: i32, quarter: i32, table: usize): void {
  const stride = <usize>quarter << 5
  for (let block = 0; block < points; block += quarter << 2) {
    let at = re(work, block)
    let twiddle = table
    for (let j = 0; j < quarter; j++) {
      butterfly(at, stride, twiddle)
      at += 32
      twiddle += 24
    }
  }
}

// @ts-ignore: decorator
@inline
function butterfly(at: usize, stride: usize, twiddle: usize): void {
  const second = at + stride
  const third = second + stride
  const fourth = third + stride
  // Bit-reversed order: the second quarter belongs to twice the angle, the third to once.
  let c = v128.load32_splat(twiddle, 8), s = v128.load32_splat(twiddle, 12)
  let xRe = v128.load(second), xIm = v128.load(second, 16)
  const bRe = f32x4.sub(f32x4.mul(xRe, c), f32x4.mul(xIm, s))
  const bIm = f32x4.add(f32x4.mul(xRe, s), f32x4.mul(xIm, c))
  c = v128.load32_splat(twiddle)
  s = v128.load32_splat(twiddle, 4)
  xRe = v128.load(third)
  xIm = v128.load(third, 16)
  const cRe = f32x4.sub(f32x4.mul(xRe, c), f32x4.mul(xIm, s))
  const cIm = f32x4.add(f32x4.mul(xRe, s), f32x4.mul(xIm, c))
  c = v128.load32_splat(twiddle, 16)
  s = v128.load32_splat(twiddle, 20)
  xRe = v128.load(fourth)
  xIm = v128.load(fourth, 16)
  const dRe = f32x4.sub(f32x4.mul(xRe, c), f32x4.mul(xIm, s))
  const dIm = f32x4.add(f32x4.mul(xRe, s), f32x4.mul(xIm, c))
  combine(at, stride, v128.load(at), v128.load(at, 16), bRe, bIm, cRe, cIm, dRe, dIm)
}

/** Four rotated points, in bit-reversed order, to the four of one butterfly, `stride` bytes apart. */
// @ts-ignore: decorator
@inline
function combine(
  at: usize, stride: usize,
  aRe: v128, aIm: v128, bRe: v128, bIm: v128, cRe: v128, cIm: v128, dRe: v128, dIm: v128,
): void {
  const second = at + stride
  const third = second + stride
  const fourth = third + stride
  const sumRe = f32x4.add(aRe, bRe), sumIm = f32x4.add(aIm, bIm)
  const differenceRe = f32x4.sub(aRe, bRe), differenceIm = f32x4.sub(aIm, bIm)
  const evenRe = f32x4.add(cRe, dRe), evenIm = f32x4.add(cIm, dIm)
  const oddRe = f32x4.sub(cRe, dRe), oddIm = f32x4.sub(cIm, dIm)
  v128.store(at, f32x4.add(sumRe, evenRe))
  v128.store(at, f32x4.add(sumIm, evenIm), 16)
  v128.store(third, f32x4.sub(sumRe, evenRe))
  v128.store(third, f32x4.sub(sumIm, evenIm), 16)
  // minus i times odd, plus i times odd
  v128.store(second, f32x4.add(differenceRe, oddIm))
  v128.store(second, f32x4.sub(differenceIm, oddRe), 16)
  v128.store(fourth, f32x4.sub(differenceRe, oddIm))
  v128.store(fourth, f32x4.add(differenceIm, oddRe), 16)
}

/**
 * Unpacks the spectrum of 2M real samples and stores |X|^2 (or |X| if `magnitude`) of bins 0..M, 4 lanes each. The
 * window carries the factor 1/2 of the unpacking. `rotation`: cos and -sin of 2 pi k / 2M, for k = 0..M/2.
 */
export function unpack(work: usize, points: i32, rotation: usize, power: usize, magnitude: i32): void {
  const two = f32x4.splat(2)
  const dcRe = f32x4.mul(v128.load(work), two), dcIm = f32x4.mul(v128.load(work, 16), two)
  const dc = f32x4.add(dcRe, dcIm), nyquist = f32x4.sub(dcRe, dcIm)
  put(power, f32x4.mul(dc, dc), magnitude)
  put(power + (<usize>points << 4), f32x4.mul(nyquist, nyquist), magnitude)
  for (let k = 1; k <= points >> 1; k++) {
    const a = re(work, k), b = re(work, points - k)
    const aRe = v128.load(a), aIm = v128.load(a, 16)
    const bRe = v128.load(b), bIm = v128.load(b, 16)
    const evenRe = f32x4.add(aRe, bRe), evenIm = f32x4.sub(aIm, bIm)
    const oddRe = f32x4.add(aIm, bIm), oddIm = f32x4.sub(bRe, aRe)
    const c = v128.load32_splat(rotation + (<usize>k << 3)), s = v128.load32_splat(rotation + (<usize>k << 3), 4)
    const tRe = f32x4.sub(f32x4.mul(oddRe, c), f32x4.mul(oddIm, s))
    const tIm = f32x4.add(f32x4.mul(oddRe, s), f32x4.mul(oddIm, c))
    put(power + (<usize>k << 4), squared(f32x4.add(evenRe, tRe), f32x4.add(evenIm, tIm)), magnitude)
    put(
      power + (<usize>(points - k) << 4),
      squared(f32x4.sub(evenRe, tRe), f32x4.sub(evenIm, tIm)),
      magnitude,
    )
  }
}

// @ts-ignore: decorator
@inline
function squared(x: v128, y: v128): v128 {
  return f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y))
}

// @ts-ignore: decorator
@inline
function put(at: usize, value: v128, magnitude: i32): void {
  v128.store(at, magnitude ? f32x4.sqrt(value) : value)
}

/** Adds bins `from..to` (to excluded) of one lane of `power` to `sum` (f64) and returns their total. */
export function addLane(power: usize, lane: i32, from: i32, to: i32, sum: usize): f64 {
  let at = power + (<usize>from << 4) + (<usize>lane << 2)
  let total = f64x2.splat(0)
  let bin = from
  for (; bin + 1 < to; bin += 2) {
    const pair = f64x2(load<f32>(at), load<f32>(at, 16))
    const place = sum + (<usize>bin << 3)
    v128.store(place, f64x2.add(v128.load(place), pair))
    total = f64x2.add(total, pair)
    at += 32
  }
  let whole = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)
  if (bin < to) {
    const value = <f64>load<f32>(at)
    const place = sum + (<usize>bin << 3)
    store<f64>(place, load<f64>(place) + value)
    whole += value
  }
  return whole
}

/**
 * Triangular bands: `edges` holds count + 2 first bins; a bin between edge s and s + 1 gives `rise` of itself to band s and
 * the rest to band s - 1. Stores log2(offset + norm[b] x sum), frame after frame, `count` values each, at `out`.
 */
export function bands(
  power: usize, edges: usize, count: i32, rise: usize, norm: usize, offset: f32, out: usize,
): void {
  let opened = f32x4.splat(0)
  const floor = f32x4.splat(offset)
  for (let segment = 0; segment <= count; segment++) {
    const from = load<i32>(edges + (<usize>segment << 2))
    const to = load<i32>(edges + (<usize>segment << 2), 4)
    let falling = f32x4.splat(0), rising = f32x4.splat(0)
    for (let bin = from; bin < to; bin++) {
      const value = v128.load(power + (<usize>bin << 4))
      const part = f32x4.mul(value, v128.load32_splat(rise + (<usize>bin << 2)))
      rising = f32x4.add(rising, part)
      falling = f32x4.add(falling, f32x4.sub(value, part))
    }
    if (segment > 0) {
      const band = segment - 1
      const sum = f32x4.mul(f32x4.add(opened, falling), v128.load32_splat(norm + (<usize>band << 2)))
      storeFrames(out + (<usize>band << 2), count, log2(bounded(f32x4.add(sum, floor), floor)))
    }
    opened = rising
  }
}

/** NaN becomes the floor, infinity a large number: one bad sample must not spoil a whole analysis. */
// @ts-ignore: decorator
@inline
function bounded(value: v128, floor: v128): v128 {
  return f32x4.pmin(f32x4.splat(1e30), f32x4.pmax(floor, value))
}

// @ts-ignore: decorator
@inline
function storeFrames(at: usize, count: i32, value: v128): void {
  const stride = <usize>count << 2
  v128.store_lane<f32>(at, value, 0)
  v128.store_lane<f32>(at + stride, value, 1)
  v128.store_lane<f32>(at + 2 * stride, value, 2)
  v128.store_lane<f32>(at + 3 * stride, value, 3)
}

/** log2 of positive normal numbers, within 2e-7: exponent plus the atanh series of a mantissa in sqrt(1/2)..sqrt(2). */
// @ts-ignore: decorator
@inline
function log2(x: v128): v128 {
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3))
  const exponent = i32x4.shr_s(shifted, 23)
  const mantissa = i32x4.sub(x, i32x4.shl(exponent, 23))
  const one = f32x4.splat(1)
  const s = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one))
  const s2 = f32x4.mul(s, s)
  let series = f32x4.splat(<f32>(2.8853900817779268 / 9.0))
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.8853900817779268 / 7.0)))
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.8853900817779268 / 5.0)))
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.8853900817779268 / 3.0)))
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>2.8853900817779268))
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.mul(series, s))
}
