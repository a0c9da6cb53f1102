/** How well sounds lie in the beat. The grid is fixed before anything is measured, or a finer one would always win. */

import type { Sounds } from "./sounds.ts"

/** Sixteenths and eighth triplets of a beat. */
const GRID = [0, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1]
const TOLERANCE_SECONDS = 0.025
/** Half of what a record plays at: slower sounds are faint. */
const FULL_SPEED = 0.5
const CURVE_HZ = 50
const CURVE_DEVIATION_SECONDS = 0.02
/** Lags of a pulse, in beats. */
const LAGS = [0.5, 1, 2]
const LAG_TOLERANCE = 0.1

/** Beats from the nearest place of the grid; negative is early. */
export function offGrid(beat: number): number {
  const part = beat - Math.floor(beat)
  let best = 1
  for (const place of GRID) if (Math.abs(part - place) < Math.abs(best)) best = part - place
  return best
}

/** 0..1: how near sounds are to the grid, a mean over all of them, of which faint ones count less; 0 where there are none. */
export function gridScore(
  { beats, peaks }: Pick<Sounds, "beats" | "peaks">,
  beatSeconds: number,
): number {
  if (beats.length === 0) return 0
  let sum = 0
  for (let i = 0; i < beats.length; i++) {
    const off = (offGrid(beats[i]!) * beatSeconds) / TOLERANCE_SECONDS
    sum += Math.min(1, peaks[i]! / FULL_SPEED) * Math.exp(-off * off)
  }
  return sum / beats.length
}

/**
 * 0..1: how much what begins comes again after half a beat, a beat or two, beyond how it does after any time: the greatest
 * autocorrelation there less the median (scratch.md 5), of the bar repeated.
 */
export function pulseClarity(
  beats: readonly number[],
  barBeats: number,
  beatSeconds: number,
): number {
  if (beats.length < 2) return 0
  const bins = Math.round(barBeats * beatSeconds * CURVE_HZ)
  const curve = onsetCurve(beats, bins, barBeats)
  const all = new Float64Array(Math.floor(bins / 2) + 1)
  for (let lag = 1; lag < all.length; lag++) all[lag] = correlation(curve, lag)
  const power = correlation(curve, 0)
  if (power <= 0) return 0
  let best = 0
  for (const lag of LAGS) {
    const middle = lag * beatSeconds * CURVE_HZ
    const [from, to] = [middle * (1 - LAG_TOLERANCE), middle * (1 + LAG_TOLERANCE)]
    for (let at = Math.ceil(from); at <= Math.min(all.length - 1, to); at++)
      best = Math.max(best, all[at]!)
  }
  const sorted = all.subarray(1).toSorted()
  return Math.max(0, Math.min(1, (best - sorted[sorted.length >> 1]!) / power))
}

/** Less its mean, so that an even noise correlates with nothing. */
function onsetCurve(beats: readonly number[], bins: number, barBeats: number): Float64Array {
  const curve = new Float64Array(bins)
  const deviation = CURVE_DEVIATION_SECONDS * CURVE_HZ
  const reach = Math.ceil(3 * deviation)
  for (const beat of beats) {
    const middle = (beat / barBeats) * bins
    for (let at = Math.ceil(middle - reach); at <= middle + reach; at++) {
      const off = (at - middle) / deviation
      curve[((at % bins) + bins) % bins]! += Math.exp(-0.5 * off * off)
    }
  }
  const mean = curve.reduce((sum, value) => sum + value, 0) / bins
  for (let at = 0; at < bins; at++) curve[at]! -= mean
  return curve
}

function correlation(curve: Float64Array, lag: number): number {
  let sum = 0
  for (let at = 0; at < curve.length; at++)
    sum += curve[at]! * curve[at + lag < curve.length ? at + lag : at + lag - curve.length]!
  return sum
}

/** 1 within a band, falling to 0 over `soft` beyond each end. */
export function inBand(value: number, from: number, to: number, soft: number): number {
  const beyond = value < from ? from - value : value > to ? value - to : 0
  return Math.max(0, 1 - beyond / soft)
}
