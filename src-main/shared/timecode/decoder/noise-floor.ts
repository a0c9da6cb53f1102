/**
 * How much of a signal is noise, whatever its speed: fourth differences let hardly any of the carrier through, and what they
 * do is known from the first ones and taken off.
 */
import { decayPerFrame } from "../../dsp/exact-math.ts"

/** Power that a fourth difference gives white noise: the sum of the squares of 1, 4, 6, 4, 1. */
const FOURTH_POWER = 70
const WINDOW_SECONDS = 0.005
/** Bursts and clicks are not to raise it: it rises by a factor of e in 30 ms at most, but for the beginning. */
const RISE_SECONDS = 0.06
const BEGINNING_SECONDS = 0.1
const MOST_GROWTH = 3
/** -90 dBFS: where it begins to grow. */
const LEAST_VARIANCE = 1e-9
const FALL_SECONDS = 0.05
const UPDATE_FRAMES = 32

export class NoiseFloor {
  /** Variance of the noise of one channel. */
  variance = 0
  readonly #taken: number
  readonly #rise: number
  readonly #fall: number
  #frames = 0
  /** Updates that it still lasts. */
  #beginning: number
  #isFirst = true
  #power = 0
  #firstPower = 0
  #fourthPower = 0
  /** The last sample and its differences of each order, per channel. */
  readonly #left = new Float64Array(4)
  readonly #right = new Float64Array(4)

  constructor(rateHz: number) {
    this.#beginning = (BEGINNING_SECONDS * rateHz) / UPDATE_FRAMES
    this.#taken = 1 - decayPerFrame(WINDOW_SECONDS, rateHz)
    this.#rise = 1 - decayPerFrame(RISE_SECONDS, rateHz / UPDATE_FRAMES)
    this.#fall = 1 - decayPerFrame(FALL_SECONDS, rateHz / UPDATE_FRAMES)
  }

  push(left: number, right: number): void {
    if (this.#isFirst) {
      this.#isFirst = false
      this.#left[0] = left
      this.#right[0] = right
    }
    const taken = this.#taken
    const first = this.#difference(this.#left, left, this.#right, right)
    this.#power += taken * (left * left + right * right - this.#power)
    this.#firstPower += taken * (first - this.#firstPower)
    if (++this.#frames === UPDATE_FRAMES) this.#update()
  }

  /** Power of the first difference; that of the fourth is taken on the way. */
  #difference(a: Float64Array, left: number, b: Float64Array, right: number): number {
    const l1 = left - a[0]!
    const l2 = l1 - a[1]!
    const l3 = l2 - a[2]!
    const l4 = l3 - a[3]!
    const r1 = right - b[0]!
    const r2 = r1 - b[1]!
    const r3 = r2 - b[2]!
    const r4 = r3 - b[3]!
    a[0] = left
    a[1] = l1
    a[2] = l2
    a[3] = l3
    b[0] = right
    b[1] = r1
    b[2] = r2
    b[3] = r3
    this.#fourthPower += this.#taken * (l4 * l4 + r4 * r4 - this.#fourthPower)
    return l1 * l1 + r1 * r1
  }

  #update(): void {
    this.#frames = 0
    const share = this.#power > 0 ? this.#firstPower / this.#power : 0
    const carrier = share * share * (share * share) * this.#power
    const measured = Math.max(0, this.#fourthPower - carrier) / (2 * FOURTH_POWER)
    const most = this.#beginning > 0 ? Infinity : MOST_GROWTH * this.variance + LEAST_VARIANCE
    const variance = Math.min(measured, most)
    this.#beginning -= 1
    const taken = variance > this.variance ? this.#rise : this.#fall
    this.variance += taken * (variance - this.variance)
  }
}
