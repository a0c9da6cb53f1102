/**
 * Twice the rate and back by a half-band filter (Kaiser-windowed sinc) in two phases, of which one is a mere delay. Up and down
 * again take `taps - 1` frames of the lower rate, with linear phase.
 */
import { kaiser, sinc } from "./exact-math.ts"

export class HalfBand {
  /** The two samples that `up` made. */
  first = 0
  second = 0
  #taps: number
  #weights: Float64Array
  #up: Window
  #downFirst: Window
  #downSecond: Window

  /** @param taps of the phase that filters, a multiple of 4 */
  constructor(taps: number, kaiserBeta: number) {
    this.#taps = taps
    const row = Float64Array.from({ length: taps }, (_, tap) => {
      const distance = tap - taps / 2 + 0.5
      return sinc(distance) * kaiser(distance / (taps / 2), kaiserBeta)
    })
    const sum = row.reduce((total, weight) => total + weight, 0)
    this.#weights = row.map((weight) => weight / sum)
    this.#up = new Window(taps)
    this.#downFirst = new Window(taps)
    this.#downSecond = new Window(taps)
  }

  /** Fills `first` and `second` with the two samples at twice the rate. */
  up(sample: number): void {
    this.#up.push(sample)
    this.first = this.#up.sum(this.#weights)
    this.second = this.#up.at(this.#taps / 2 - 1)
  }

  /** Takes two samples at twice the rate. @returns one */
  down(first: number, second: number): number {
    this.#downFirst.push(first)
    this.#downSecond.push(second)
    return (this.#downFirst.sum(this.#weights) + this.#downSecond.at(this.#taps / 2)) / 2
  }

  reset(): void {
    this.first = this.second = 0
    this.#up.reset()
    this.#downFirst.reset()
    this.#downSecond.reset()
  }
}

/** The last samples, kept twice so that they always stand in a row. */
class Window {
  #size: number
  #samples: Float64Array
  #begin = 0

  constructor(size: number) {
    this.#size = size
    this.#samples = new Float64Array(2 * size)
  }

  push(sample: number): void {
    const at = this.#begin
    // Below -300 dBFS is silence, before it becomes denormal.
    const value = sample < 1e-15 && sample > -1e-15 ? 0 : sample
    this.#samples[at] = value
    this.#samples[at + this.#size] = value
    this.#begin = at + 1 === this.#size ? 0 : at + 1
  }

  /** The sample `ago` frames before the last one, 0 to size - 1. */
  at(ago: number): number {
    return this.#samples[this.#begin + this.#size - 1 - ago]!
  }

  /** The weights are symmetric: neighbours from both ends share one. */
  sum(weights: Float64Array): number {
    const samples = this.#samples
    const begin = this.#begin
    const end = begin + this.#size - 1
    const half = this.#size / 2
    let even = 0
    let odd = 0
    for (let tap = 0; tap < half; tap += 2) {
      even += weights[tap]! * (samples[begin + tap]! + samples[end - tap]!)
      odd += weights[tap + 1]! * (samples[begin + tap + 1]! + samples[end - tap - 1]!)
    }
    return even + odd
  }

  reset(): void {
    this.#samples.fill(0)
    this.#begin = 0
  }
}
