/** How loud a sound is, millisecond by millisecond, and where two such courses match. */
import { Fft } from "./fft.ts"

/** Values a second of every envelope. */
export const ENVELOPE_HZ = 1000
/** Below the loudest by this factor all is silence: noise is no rhythm. */
const FLOOR = 0.01
/** Over which the level is judged: slower changes are a fader's on a mixer, not a hand's. */
const AROUND_VALUES = 400
/** Values that are compared at least. */
const LEAST_OVERLAP = 400

/** Of the level (RMS over 4 ms), as its logarithm less its mean over 0.4 s on both sides. */
export function levelEnvelope(samples: Float32Array, rateHz: number): Float64Array {
  const count = Math.floor((samples.length / rateHz) * ENVELOPE_HZ)
  const reach = Math.max(1, Math.round(0.002 * rateHz))
  const sums = new Float64Array(samples.length + 1)
  for (let i = 0; i < samples.length; i++) sums[i + 1] = sums[i]! + samples[i]! * samples[i]!
  const level = Float64Array.from({ length: count }, (_, i) => {
    const middle = Math.round((i / ENVELOPE_HZ) * rateHz)
    const [from, to] = [Math.max(0, middle - reach), Math.min(samples.length, middle + reach)]
    return Math.sqrt(Math.max(0, sums[to]! - sums[from]!) / Math.max(1, to - from))
  })
  return relativeEnvelope(level)
}

/** @param level linear, at `ENVELOPE_HZ`: a gate's opening times the speed of a record is one, too */
export function relativeEnvelope(level: Float64Array): Float64Array {
  const loudest = level.reduce((most, value) => Math.max(most, value), 0)
  if (loudest === 0) return new Float64Array(level.length)
  const log = level.map((value) => Math.log2(value / loudest + FLOOR))
  const sums = new Float64Array(log.length + 1)
  for (let i = 0; i < log.length; i++) sums[i + 1] = sums[i]! + log[i]!
  return log.map((value, i) => {
    const [from, to] = [Math.max(0, i - AROUND_VALUES), Math.min(log.length, i + AROUND_VALUES + 1)]
    return value - (sums[to]! - sums[from]!) / (to - from)
  })
}

export interface Match {
  /** How much later the second is, in values. */
  lag: number
  /** Correlation where they match, -1..1. */
  correlation: number
  /** The best elsewhere, farther than 0.1 s away. */
  next: number
}

const ELSEWHERE_VALUES = 100

/** Every lag at which they overlap enough is tried, by the spectrum of both. */
export function bestLag(one: Float64Array, other: Float64Array): Match {
  const products = correlate(one, other)
  const [onePower, otherPower] = [powers(one), powers(other)]
  const least = Math.min(LEAST_OVERLAP, 0.5 * Math.min(one.length, other.length))
  const scores = new Float64Array(one.length + other.length)
  for (let lag = 1 - one.length; lag < other.length; lag++) {
    const [from, to] = [Math.max(0, -lag), Math.min(one.length, other.length - lag)]
    if (to - from < least) continue
    const power =
      (onePower[to]! - onePower[from]!) * (otherPower[to + lag]! - otherPower[from + lag]!)
    // A short overlap matches by chance: its part of the shorter one counts.
    const share = Math.min(1, (to - from) / (0.5 * Math.min(one.length, other.length)))
    const product = products(lag)
    scores[lag + one.length] = power > 0 ? (product / Math.sqrt(power)) * Math.sqrt(share) : 0
  }
  let best = 0
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i
  let next = 0
  for (let i = 0; i < scores.length; i++)
    if (Math.abs(i - best) > ELSEWHERE_VALUES) next = Math.max(next, scores[i]!)
  return { lag: best - one.length, correlation: scores[best]!, next }
}

function correlate(one: Float64Array, other: Float64Array): (lag: number) => number {
  let size = 2
  while (size < one.length + other.length) size *= 2
  const fft = new Fft(size)
  const [a, ai, b, bi] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  a.set(one)
  b.set(other)
  fft.transform(a, ai)
  fft.transform(b, bi)
  for (let i = 0; i < size; i++) {
    // The first conjugated times the second, its parts exchanged: the next transform goes back.
    const real = a[i]! * b[i]! + ai[i]! * bi[i]!
    const imaginary = a[i]! * bi[i]! - ai[i]! * b[i]!
    a[i] = imaginary
    ai[i] = real
  }
  fft.transform(a, ai)
  return (lag) => ai[(lag + size) % size]! / size
}

function powers(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]! * values[i]!
  return sums
}

/** Near a lag that is known about, for a part of the first. */
export function lagNear(
  one: Float64Array,
  other: Float64Array,
  { from, to, lag, reach }: { from: number; to: number; lag: number; reach: number },
): { lag: number; correlation: number } {
  let best = { lag, correlation: -Infinity }
  for (let tried = lag - reach; tried <= lag + reach; tried++) {
    let [product, a, b] = [0, 0, 0]
    for (let i = from; i < to; i++) {
      const [x, y] = [one[i] ?? 0, other[i + tried] ?? 0]
      product += x * y
      a += x * x
      b += y * y
    }
    const correlation = a > 0 && b > 0 ? product / Math.sqrt(a * b) : 0
    if (correlation > best.correlation) best = { lag: tried, correlation }
  }
  return best
}
