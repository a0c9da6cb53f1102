/**
 * What the eye sees of peaks that come some thirty times a second: a fall of 20 dB in 1.7 s (IEC 60268-10, type I), the
 * highest held for 1.5 s, the RMS of the last 300 ms, and what went over.
 */
import type { StripLevels } from "../mixer-transport.ts"

const FALL_DB_PER_SECOND = 20 / 1.7
const HOLD_SECONDS = 1.5
const RMS_SECONDS = 0.3
export const FLOOR_DB = -144

/** One side of a meter. All levels in dBFS. */
export class MeterSide {
  peakDb = FLOOR_DB
  heldDb = FLOOR_DB
  /** For a sine 3 dB below its peak. */
  rmsDb = FLOOR_DB
  #power = 0
  #heldSeconds = 0

  /** @param peak linear; @param power the mean since the last time; @param seconds since then */
  read(peak: number, power: number, seconds: number): void {
    const level = Number.isFinite(peak) ? Math.abs(peak) : 0
    const db = level > 0 ? Math.max(FLOOR_DB, 20 * Math.log10(level)) : FLOOR_DB
    this.peakDb = Math.max(db, FLOOR_DB, this.peakDb - FALL_DB_PER_SECOND * seconds)
    this.#heldSeconds += seconds
    if (this.peakDb >= this.heldDb || this.#heldSeconds > HOLD_SECONDS) {
      this.heldDb = this.peakDb
      this.#heldSeconds = 0
    }
    const mean = Number.isFinite(power) ? power : 0
    this.#power = mean + (this.#power - mean) * Math.exp(-seconds / RMS_SECONDS)
    this.rmsDb = this.#power > 0 ? Math.max(FLOOR_DB, 10 * Math.log10(this.#power)) : FLOOR_DB
  }

  /** Nothing is to be seen any more. */
  get isAtRest(): boolean {
    return this.peakDb <= FLOOR_DB && this.heldDb <= FLOOR_DB && this.rmsDb <= -60
  }
}

export class Meter {
  readonly left = new MeterSide()
  readonly right = new MeterSide()
  /** How often a side stood at 0 dBFS or above since the last clearing; a run of reports counts once. */
  overs = 0
  /** The highest peak since the last clearing. */
  highestDb = FLOOR_DB
  #isOver = false

  read(levels: StripLevels, seconds: number): void {
    this.left.read(levels.left, levels.leftPower, seconds)
    this.right.read(levels.right, levels.rightPower, seconds)
    const isOver = levels.left >= 1 || levels.right >= 1
    if (isOver && !this.#isOver) this.overs += 1
    this.#isOver = isOver
    this.highestDb = Math.max(this.highestDb, this.left.peakDb, this.right.peakDb)
  }

  clear(): void {
    this.overs = 0
    this.highestDb = FLOOR_DB
    this.left.heldDb = this.left.peakDb
    this.right.heldDb = this.right.peakDb
  }

  get isAtRest(): boolean {
    return this.left.isAtRest && this.right.isAtRest
  }
}
