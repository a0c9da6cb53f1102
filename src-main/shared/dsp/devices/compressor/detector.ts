/**
 * Gain reduction of a feed-forward compressor: the level in dB, the static curve, and a smooth decoupled detector, all after
 * D. Giannoulis, M. Massberg and J. Reiss, "Digital dynamic range compressor design" (JAES 60, 2012). Works in octaves of
 * amplitude (6.02 dB), which is what the fast logarithm gives.
 */
import { decayPerFrame } from "../../exact-math.ts"
import { DB_PER_OCTAVE, fastLog2 } from "../../fast-decibels.ts"
import { flushed } from "../kernel.ts"

/** Each of the two poles of the RMS detector, which together ripple far less than one of twice the time. */
const RMS_SECONDS = 0.005

export class GainDetector {
  isRms = false
  /** Octaves of gain taken away in the last frame, >= 0. */
  reduction = 0
  #rateHz: number
  #threshold = 0
  #slope = 0
  #halfKnee = 0
  #attack = 0
  #release = 0
  #rms: number
  #power = 0
  #meanSquare = 0
  /** The reduction after the release, before the attack. */
  #held = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#rms = decayPerFrame(RMS_SECONDS, rateHz)
  }

  setCurve(thresholdDb: number, ratio: number, kneeDb: number): void {
    this.#threshold = thresholdDb / DB_PER_OCTAVE
    this.#slope = 1 - 1 / ratio
    this.#halfKnee = kneeDb / 2 / DB_PER_OCTAVE
  }

  setTimes(attackSeconds: number, releaseSeconds: number): void {
    this.#attack = decayPerFrame(attackSeconds, this.#rateHz)
    this.#release = decayPerFrame(releaseSeconds, this.#rateHz)
  }

  /**
   * Fills `out` with the reduction in octaves for frames from..from + count of the two channels, which share it: the louder
   * one counts (peak), or their mean power (RMS).
   */
  detect(
    left: Float32Array,
    right: Float32Array,
    from: number,
    count: number,
    out: Float64Array,
  ): void {
    const knee = 2 * this.#halfKnee
    const kneeStart = this.#threshold - this.#halfKnee
    const slope = this.#slope
    const attack = this.#attack
    const halfRelease = 0.5 * this.#release
    const perKnee = knee > 1e-6 ? slope / (2 * knee) : 0
    if (this.isRms) this.#meanSquares(left, right, from, count, out)
    else louder(left, right, from, count, out)
    // RMS levels stand in `out` as powers, whose logarithm counts half.
    const scale = this.isRms ? 0.5 : 1
    let held = this.#held
    let reduction = this.reduction
    for (let i = 0; i < count; i++) {
      // Maxima and minima by magnitudes, max(0, x) = (x + |x|) / 2: which sample is louder cannot be predicted by a branch.
      const above = fastLog2(out[i]!) * scale - kneeStart
      const over = 0.5 * (above + Math.abs(above))
      const beyond = over - knee
      const straight = 0.5 * (beyond + Math.abs(beyond))
      const inKnee = over - straight
      const wished = inKnee * inKnee * perKnee + straight * slope
      const falling = held - wished
      held = wished + halfRelease * (falling + Math.abs(falling))
      reduction = held + (reduction - held) * attack
      out[i] = reduction
    }
    this.#held = held
    this.reduction = reduction
  }

  flush(): void {
    this.#power = flushed(this.#power)
    this.#meanSquare = flushed(this.#meanSquare)
    this.#held = flushed(this.#held)
    this.reduction = flushed(this.reduction)
  }

  reset(): void {
    this.#power = this.#meanSquare = this.#held = this.reduction = 0
  }

  #meanSquares(
    left: Float32Array,
    right: Float32Array,
    from: number,
    count: number,
    out: Float64Array,
  ): void {
    const keep = this.#rms
    let power = this.#power
    let meanSquare = this.#meanSquare
    for (let i = 0; i < count; i++) {
      const now = (left[from + i]! * left[from + i]! + right[from + i]! * right[from + i]!) / 2
      power = now + (power - now) * keep
      meanSquare = power + (meanSquare - power) * keep
      out[i] = meanSquare
    }
    this.#power = power
    this.#meanSquare = meanSquare
  }
}

function louder(
  left: Float32Array,
  right: Float32Array,
  from: number,
  count: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const l = Math.abs(left[from + i]!)
    const r = Math.abs(right[from + i]!)
    out[i] = 0.5 * (l + r + Math.abs(l - r))
  }
}

/** The static curve in closed form: dB taken away from a steady level, >= 0. */
export function reductionDb(
  levelDb: number,
  { thresholdDb, ratio, kneeDb }: { thresholdDb: number; ratio: number; kneeDb: number },
): number {
  const over = levelDb - thresholdDb
  const slope = 1 - 1 / ratio
  if (over >= kneeDb / 2) return over * slope
  const inKnee = over + kneeDb / 2
  return inKnee > 0 ? (inKnee * inKnee * slope) / (2 * kneeDb) : 0
}
