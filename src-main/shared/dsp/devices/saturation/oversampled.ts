/** A curve applied to one channel at two or four times its rate, so that the overtones it makes do not fold back. */
import { HalfBand } from "../../half-band.ts"

/** Steep: the pass band ends at 0.41 of the rate. */
const OUTER_TAPS = 32
const OUTER_BETA = 8
/** From two to four times the rate there is room for a gentle slope. */
const INNER_TAPS = 12
const INNER_BETA = 8

/** Frames by which sound comes out late. */
export const oversamplingLatency = (isFourfold: boolean): number =>
  OUTER_TAPS - 1 + (isFourfold ? INNER_TAPS / 2 : 0)

/** Soft clipping x (27 + x^2) / (27 + 9 x^2), a Pade approximant of tanh that meets 1 at 3 with slope 0. */
export function softClip(x: number): number {
  const inside = Math.max(-3, Math.min(3, x))
  const square = inside * inside
  return (inside * (27 + square)) / (27 + 9 * square)
}

export class OversampledClip {
  isFourfold = false
  #bias = 0
  #rest = 0
  #outer = new HalfBand(OUTER_TAPS, OUTER_BETA)
  #inner = new HalfBand(INNER_TAPS, INNER_BETA)
  /** The inner filter is late by an odd number of its frames: one more makes whole frames of the outer one. */
  #held = 0

  /** What is added before the curve; what it makes of silence is taken away after it. */
  setBias(bias: number): void {
    if (bias === this.#bias) return
    this.#bias = bias
    this.#rest = softClip(bias)
  }

  clip(sample: number): number {
    const outer = this.#outer
    outer.up(sample)
    const first = outer.first
    const second = outer.second
    if (!this.isFourfold) return outer.down(this.#curve(first), this.#curve(second))
    const before = this.#held
    const middle = this.#clipFourfold(first)
    this.#held = this.#clipFourfold(second)
    return outer.down(before, middle)
  }

  reset(): void {
    this.#outer.reset()
    this.#inner.reset()
    this.#held = 0
  }

  #curve(x: number): number {
    return softClip(x + this.#bias) - this.#rest
  }

  #clipFourfold(sample: number): number {
    const inner = this.#inner
    inner.up(sample)
    return inner.down(this.#curve(inner.first), this.#curve(inner.second))
  }
}
