/** Schroeder's allpass filters in a row: they smear an attack over some ten milliseconds without colouring it. */
import { TINY } from "../kernel.ts"

const GAIN = 0.62

export class Diffuser {
  #rings: Float32Array[]
  /** Where each ring is read and written. */
  #places: Int32Array

  constructor(lengthsMs: readonly number[], rateHz: number) {
    this.#rings = lengthsMs.map(
      (ms) => new Float32Array(Math.max(1, Math.round((ms / 1000) * rateHz))),
    )
    this.#places = new Int32Array(lengthsMs.length)
  }

  /** Smears the first `count` samples in place. */
  run(samples: Float64Array, count: number): void {
    for (let stage = 0; stage < this.#rings.length; stage++) {
      const ring = this.#rings[stage]!
      let at = this.#places[stage]!
      for (let i = 0; i < count; i++) {
        const delayed = ring[at]!
        const fed = samples[i]! + GAIN * delayed
        ring[at] = fed < TINY && fed > -TINY ? 0 : fed
        samples[i] = delayed - GAIN * fed
        at = at + 1 === ring.length ? 0 : at + 1
      }
      this.#places[stage] = at
    }
  }

  reset(): void {
    for (const ring of this.#rings) ring.fill(0)
    this.#places.fill(0)
  }
}
