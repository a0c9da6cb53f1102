/** Schroeder's allpass filters in a row: they smear an attack over some ten milliseconds without colouring it. */
import { DelayLine } from "../delay-line.ts"

const GAIN = 0.62

export class Diffuser {
  #lines: DelayLine[]
  #frames: Int32Array

  constructor(lengthsMs: readonly number[], rateHz: number) {
    this.#frames = Int32Array.from(lengthsMs, (ms) => Math.max(1, Math.round((ms / 1000) * rateHz)))
    this.#lines = Array.from(this.#frames, (frames) => new DelayLine(frames))
  }

  push(sample: number): number {
    let value = sample
    for (let stage = 0; stage < this.#lines.length; stage++) {
      const line = this.#lines[stage]!
      const delayed = line.read(this.#frames[stage]! - 1)
      const fed = value + GAIN * delayed
      line.write(fed)
      value = delayed - GAIN * fed
    }
    return value
  }

  reset(): void {
    for (const line of this.#lines) line.clear()
  }
}
