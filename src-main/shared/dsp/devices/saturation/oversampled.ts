/** A curve applied to one channel at two or four times its rate, so that the overtones it makes do not fold back. */
import { HalfBand } from "../../half-band.ts"

/** Steep: the pass band ends at 0.42 of the rate. */
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
  #outer: HalfBand
  #inner: HalfBand
  #twofold: Float64Array
  #fourfold: Float64Array
  /** The inner filter is late by an odd number of its frames: one more makes whole frames of the outer one. */
  #held = new Float64Array(1)

  constructor(maxFrames: number) {
    this.#outer = new HalfBand({ taps: OUTER_TAPS, kaiserBeta: OUTER_BETA, maxFrames })
    const twice = 2 * maxFrames
    this.#inner = new HalfBand({ taps: INNER_TAPS, kaiserBeta: INNER_BETA, maxFrames: twice })
    this.#twofold = new Float64Array(twice)
    this.#fourfold = new Float64Array(2 * twice)
  }

  /**
   * Clips the first `count` samples in place.
   * @param biases what is added to each before the curve; what that makes of silence is taken away after it
   */
  clip(samples: Float64Array, biases: Float64Array, count: number): void {
    const twofold = this.#twofold
    this.#outer.up(samples, count, twofold)
    if (this.isFourfold) {
      this.#inner.up(twofold, 2 * count, this.#fourfold)
      curve(this.#fourfold, biases, count, 4)
      this.#inner.down(this.#fourfold, 2 * count, twofold)
      this.#delay(2 * count)
    } else curve(twofold, biases, count, 2)
    this.#outer.down(twofold, count, samples)
  }

  reset(): void {
    this.#outer.reset()
    this.#inner.reset()
    this.#held[0] = 0
  }

  #delay(count: number): void {
    const twofold = this.#twofold
    const last = twofold[count - 1]!
    twofold.copyWithin(1, 0, count - 1)
    twofold[0] = this.#held[0]!
    this.#held[0] = last
  }
}

/** Bends `factor` samples for every bias. */
function curve(samples: Float64Array, biases: Float64Array, count: number, factor: number): void {
  let rest = 0
  let restBias = 0
  for (let i = 0; i < count; i++) {
    const bias = biases[i]!
    if (bias !== restBias) {
      rest = softClip(bias)
      restBias = bias
    }
    for (let at = i * factor; at < (i + 1) * factor; at++)
      samples[at] = softClip(samples[at]! + bias) - rest
  }
}
