/**
 * Band-limited interpolation by a Kaiser-windowed sinc (J. O. Smith, "Digital Audio Resampling", ccrma.stanford.edu). One
 * table for a ratio; neighbouring phases are mixed linearly.
 */
import { besselI0, kaiser, sinc } from "./exact-math.ts"

/** Zero crossings on each side at equal rates. */
const HALF_CROSSINGS = 24
const PHASES = 512
const KAISER_BETA = 11
/** Downwards the pass band ends before the new Nyquist frequency by this factor, so that the slope falls below it. */
const DOWNWARD_MARGIN = 0.94

export interface SincTable {
  /** Taps on each side: the value at x needs source frames floor(x) - half + 1 to floor(x) + half. */
  half: number
  /** (PHASES + 1) x 2 half, row-major. */
  weights: Float32Array
}

/** @param step source frames per output frame, above 0. */
export function createSincTable(step: number): SincTable {
  const cutoff = step > 1 ? DOWNWARD_MARGIN / step : 1
  const half = Math.ceil(HALF_CROSSINGS / cutoff)
  const taps = 2 * half
  const weights = new Float32Array((PHASES + 1) * taps)
  const scale = 1 / besselI0(KAISER_BETA)
  for (let phase = 0; phase <= PHASES; phase++) {
    let sum = 0
    const row = Float64Array.from({ length: taps }, (_, tap) => {
      const distance = tap - half + 1 - phase / PHASES
      const weight = sinc(distance * cutoff) * kaiser(distance / half, KAISER_BETA) * scale
      sum += weight
      return weight
    })
    // Unity at 0 Hz for every phase: a constant stays a constant.
    for (let tap = 0; tap < taps; tap++) weights[phase * taps + tap] = (row[tap] ?? 0) / sum
  }
  return { half, weights }
}

/** The source's value at `samples[at] + fraction`; 0 <= fraction < 1. Reads `half` frames on each side. */
export function interpolate(
  table: SincTable,
  samples: Float32Array,
  at: number,
  fraction: number,
): number {
  const { half, weights } = table
  const taps = half + half
  const place = fraction * PHASES
  const phase = place | 0
  const mix = place - phase
  const low = phase * taps
  const high = low + taps
  const first = at - half + 1
  let a = 0
  let b = 0
  for (let tap = 0; tap < taps; tap++) {
    const sample = samples[first + tap]!
    a += sample * weights[low + tap]!
    b += sample * weights[high + tap]!
  }
  return a + (b - a) * mix
}
