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

/** Where the curve, the times and what is remembered stand, as engine/kernels/assembly/strip/compress.ts reads them. */
const AT = {
  kneeStart: 0,
  knee: 1,
  perKnee: 2,
  slope: 3,
  attack: 4,
  release: 5,
  rms: 6,
  /** Of the compressor's gain; the detector does not read these two. */
  wet: 7,
  level: 8,
  /** The reduction after the release, before the attack. */
  held: 9,
  reduction: 10,
  power: 11,
  meanSquare: 12,
} as const
export const DETECTOR_DOUBLES = 13

export class GainDetector {
  isRms = false
  /** In double precision, by AT. */
  readonly state: Float64Array
  #rateHz: number

  /** @param state DETECTOR_DOUBLES zeros */
  constructor(rateHz: number, state: Float64Array = new Float64Array(DETECTOR_DOUBLES)) {
    this.state = state
    this.#rateHz = rateHz
    state[AT.rms] = decayPerFrame(RMS_SECONDS, rateHz)
  }

  /** Octaves of gain taken away in the last frame, >= 0. */
  get reduction(): number {
    return this.state[AT.reduction]!
  }

  /** Does it take nothing away, and remember nothing? */
  get isStill(): boolean {
    const { state } = this
    return (
      state[AT.held] === 0 &&
      state[AT.reduction] === 0 &&
      state[AT.power] === 0 &&
      state[AT.meanSquare] === 0
    )
  }

  setCurve(thresholdDb: number, ratio: number, kneeDb: number): void {
    const { state } = this
    const slope = 1 - 1 / ratio
    const halfKnee = kneeDb / 2 / DB_PER_OCTAVE
    const knee = 2 * halfKnee
    state[AT.slope] = slope
    state[AT.knee] = knee
    state[AT.kneeStart] = thresholdDb / DB_PER_OCTAVE - halfKnee
    state[AT.perKnee] = knee > 1e-6 ? slope / (2 * knee) : 0
  }

  setTimes(attackSeconds: number, releaseSeconds: number): void {
    this.state[AT.attack] = decayPerFrame(attackSeconds, this.#rateHz)
    this.state[AT.release] = decayPerFrame(releaseSeconds, this.#rateHz)
  }

  /** Where the kernel reads how much of the sound is compressed, and how loud that comes out. */
  setGain(wet: number, level: number): void {
    this.state[AT.wet] = wet
    this.state[AT.level] = level
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
    const { state } = this
    const knee = state[AT.knee]!
    const kneeStart = state[AT.kneeStart]!
    const slope = state[AT.slope]!
    const attack = state[AT.attack]!
    const release = state[AT.release]!
    const onset = 1 - attack
    const fall = 1 - release
    const perKnee = state[AT.perKnee]!
    if (this.isRms) this.#meanSquares(left, right, from, count, out)
    else louder(left, right, from, count, out)
    // RMS levels stand in `out` as powers, whose logarithm counts half.
    const scale = this.isRms ? 0.5 : 1
    let held = state[AT.held]!
    let reduction = state[AT.reduction]!
    for (let i = 0; i < count; i++) {
      // Maxima and minima by magnitudes, max(0, x) = (x + |x|) / 2: which sample is louder cannot be predicted by a branch.
      const above = fastLog2(out[i]!) * scale - kneeStart
      const over = 0.5 * (above + Math.abs(above))
      const beyond = over - knee
      const straight = 0.5 * (beyond + Math.abs(beyond))
      const inKnee = over - straight
      const wished = inKnee * inKnee * perKnee + straight * slope
      held = Math.max(wished * fall + release * held, wished)
      reduction = onset * held + attack * reduction
      out[i] = reduction
    }
    state[AT.held] = held
    state[AT.reduction] = reduction
  }

  flush(): void {
    const { state } = this
    for (let i: number = AT.held; i < DETECTOR_DOUBLES; i++) state[i] = flushed(state[i]!)
  }

  reset(): void {
    this.state.fill(0, AT.held)
  }

  #meanSquares(
    left: Float32Array,
    right: Float32Array,
    from: number,
    count: number,
    out: Float64Array,
  ): void {
    const { state } = this
    const keep = state[AT.rms]!
    let power = state[AT.power]!
    let meanSquare = state[AT.meanSquare]!
    for (let i = 0; i < count; i++) {
      const now = (left[from + i]! * left[from + i]! + right[from + i]! * right[from + i]!) / 2
      power = now + (power - now) * keep
      meanSquare = power + (meanSquare - power) * keep
      out[i] = meanSquare
    }
    state[AT.power] = power
    state[AT.meanSquare] = meanSquare
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
