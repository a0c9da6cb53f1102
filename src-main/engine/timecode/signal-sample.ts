import { detectTimecode, type TimecodeName } from "#shared/timecode/index.ts"

const SECONDS = 4
/** -60 dBFS: what is before the needle is down says nothing. */
const LEAST_PEAK = 0.001

/** The first seconds of signal in a file, to find out what it is. */
export class SignalSample {
  readonly #left: Float32Array
  readonly #right: Float32Array
  readonly #rateHz: number
  #frames = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#left = new Float32Array(SECONDS * rateHz)
    this.#right = new Float32Array(SECONDS * rateHz)
  }

  get isFull(): boolean {
    return this.#frames === this.#left.length
  }

  push(left: Float32Array, right: Float32Array): void {
    let from = 0
    if (this.#frames === 0)
      while (from < left.length && Math.abs(left[from]!) < LEAST_PEAK) from += 1
    const count = Math.min(left.length - from, this.#left.length - this.#frames)
    this.#left.set(left.subarray(from, from + count), this.#frames)
    this.#right.set(right.subarray(from, from + count), this.#frames)
    this.#frames += count
  }

  detect(): TimecodeName | null {
    const left = this.#left.subarray(0, this.#frames)
    return detectTimecode(left, this.#right.subarray(0, this.#frames), this.#rateHz)
  }
}
