/**
 * How often which loudness occurred, in steps of 0.01 LU with the exact power of each step: constant memory for hours of
 * sound, and means that are exact but for the step at a gate's edge. (A list of blocks would grow by 36,000 an hour.)
 */
import { dbOfPower } from "../exact-math.ts"

/** BS.1770's offset of the loudness of a power: a sine of 997 Hz at 0 dBFS in one channel is -3.01 LKFS. */
export const LOUDNESS_OFFSET = -0.691
/** The absolute gate. */
export const LOWEST_LUFS = -70
const HIGHEST_LUFS = 30
const PER_LU = 100
const STEPS = (HIGHEST_LUFS - LOWEST_LUFS) * PER_LU

export const loudnessOf = (power: number): number => LOUDNESS_OFFSET + dbOfPower(power)

export class PowerHistogram {
  #counts = new Float64Array(STEPS)
  #powers = new Float64Array(STEPS)

  /** Takes a block's mean power, where it is not below the absolute gate. */
  add(power: number): void {
    const lufs = loudnessOf(power)
    if (!(lufs >= LOWEST_LUFS)) return
    const step = Math.min(STEPS - 1, Math.floor((lufs - LOWEST_LUFS) * PER_LU))
    this.#counts[step]! += 1
    this.#powers[step]! += power
  }

  /** Loudness of the mean power of all blocks from `fromLufs` on; -Infinity where there are none. */
  meanLoudness(fromLufs = LOWEST_LUFS): number {
    let count = 0
    let power = 0
    for (let step = firstStep(fromLufs); step < STEPS; step++) {
      count += this.#counts[step]!
      power += this.#powers[step]!
    }
    return count > 0 ? loudnessOf(power / count) : -Infinity
  }

  /**
   * Loudness below which the given shares of the blocks from `fromLufs` on lie, to the nearest block; the middle of the
   * step is what is told.
   */
  percentile(share: number, fromLufs: number): number {
    const first = firstStep(fromLufs)
    let total = 0
    for (let step = first; step < STEPS; step++) total += this.#counts[step]!
    const wished = Math.round((total - 1) * share)
    let passed = 0
    for (let step = first; step < STEPS; step++) {
      passed += this.#counts[step]!
      if (passed > wished) return LOWEST_LUFS + (step + 0.5) / PER_LU
    }
    return -Infinity
  }

  reset(): void {
    this.#counts.fill(0)
    this.#powers.fill(0)
  }
}

const firstStep = (lufs: number): number => Math.max(0, Math.floor((lufs - LOWEST_LUFS) * PER_LU))
