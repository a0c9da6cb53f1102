/** What five seconds of a record that plays by itself tell of turntable, pickup and cable. Pure. */
import type { TimecodeFigures } from "./timecode-protocol.ts"

export const CALIBRATION_SECONDS = 5
/** Faster or slower than this it is no motor that turns it, or not by itself. */
const PLAYING = [0.5, 2.2] as const

export interface Calibrated {
  /** Mean speed, 1 being 33 1/3 rpm, and how far it wavers about it: the standard deviation's share. */
  speed: number
  wow: number
  /** Left over right. */
  balanceDb: number
  /** By which the channels are off their quarter of a cycle. */
  phaseDegrees: number
  /** Signal over noise. */
  noiseDb: number
}

export class Calibration {
  #seconds = 0
  #count = 0
  readonly #sums = new Float64Array(5)

  get seconds(): number {
    return this.#seconds
  }

  get isOver(): boolean {
    return this.#seconds >= CALIBRATION_SECONDS
  }

  /** Begins anew where the record does not play by itself. @param seconds since the figures before */
  add(figures: TimecodeFigures, seconds: number): void {
    const { speed, isLifted, leftRms, rightRms, correlation, noiseRms } = figures
    if (isLifted || Math.abs(speed) < PLAYING[0] || Math.abs(speed) > PLAYING[1]) {
      this.#seconds = 0
      this.#count = 0
      this.#sums.fill(0)
      return
    }
    this.#seconds += seconds
    this.#count += 1
    const values = [speed, speed * speed, decibels(leftRms, rightRms), correlation]
    values.push(decibels(Math.max(leftRms, rightRms), noiseRms))
    values.forEach((value, i) => (this.#sums[i]! += value))
  }

  result(): Calibrated {
    const [speed, square, balanceDb, correlation, noiseDb] = [...this.#sums].map(
      (sum) => sum / Math.max(1, this.#count),
    ) as [number, number, number, number, number]
    const wow = Math.sqrt(Math.max(0, square - speed * speed)) / Math.max(1e-6, Math.abs(speed))
    const phaseDegrees = (Math.asin(Math.max(-1, Math.min(1, correlation))) * 180) / Math.PI
    return { speed, wow, balanceDb, phaseDegrees, noiseDb }
  }
}

const decibels = (one: number, other: number): number =>
  20 * Math.log10((one + 1e-9) / (other + 1e-9))
