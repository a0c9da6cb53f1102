/**
 * Twice the rate and back by a half-band filter (Kaiser-windowed sinc) in two phases, of which one is a mere delay. Up and down
 * again take `taps - 1` frames of the lower rate, with linear phase.
 */
import { kaiser, sinc } from "./exact-math.ts"

export interface HalfBandOptions {
  /** Of the phase that filters: a multiple of 4. */
  taps: number
  kaiserBeta: number
  /** The most frames of the lower rate in one call. */
  maxFrames: number
}

export class HalfBand {
  #taps: number
  /** One half of the weights, which are symmetric. */
  #weights: Float64Array
  #up: Float64Array
  #downFirst: Float64Array
  #downSecond: Float64Array

  constructor({ taps, kaiserBeta, maxFrames }: HalfBandOptions) {
    this.#taps = taps
    const row = Float64Array.from({ length: taps }, (_, tap) => {
      const distance = tap - taps / 2 + 0.5
      return sinc(distance) * kaiser(distance / (taps / 2), kaiserBeta)
    })
    const sum = row.reduce((total, weight) => total + weight, 0)
    this.#weights = row.map((weight) => weight / sum).slice(0, taps / 2)
    // Before the samples of a call stand the last ones of the call before.
    const frames = taps - 1 + maxFrames
    this.#up = new Float64Array(frames)
    this.#downFirst = new Float64Array(frames)
    this.#downSecond = new Float64Array(frames)
  }

  /** @param out 2 count values: the first `count` samples at twice the rate */
  up(samples: Float64Array, count: number, out: Float64Array): void {
    const taps = this.#taps
    const row = this.#up
    // Below -300 dBFS is silence, before it becomes denormal.
    for (let i = 0; i < count; i++) row[taps - 1 + i] = silenced(samples[i]!)
    for (let i = 0; i < count; i++) out[2 * i + 1] = row[i + taps / 2]!
    this.#filter(row, count, out, 2)
    row.copyWithin(0, count, count + taps - 1)
  }

  /** @param samples 2 count values at twice the rate */
  down(samples: Float64Array, count: number, out: Float64Array): void {
    const taps = this.#taps
    const first = this.#downFirst
    const second = this.#downSecond
    for (let i = 0; i < count; i++) {
      first[taps - 1 + i] = silenced(samples[2 * i]!)
      second[taps - 1 + i] = silenced(samples[2 * i + 1]!)
    }
    this.#filter(first, count, out, 1)
    for (let i = 0; i < count; i++) out[i] = 0.5 * (out[i]! + second[i + taps / 2 - 1]!)
    first.copyWithin(0, count, count + taps - 1)
    second.copyWithin(0, count, count + taps - 1)
  }

  reset(): void {
    this.#up.fill(0)
    this.#downFirst.fill(0)
    this.#downSecond.fill(0)
  }

  /** Writes the filtered row to every `stride`th value. Mirrored samples share a weight. */
  #filter(row: Float64Array, count: number, out: Float64Array, stride: number): void {
    const weights = this.#weights
    const half = weights.length
    for (let i = 0; i < count; i++) {
      const end = i + 2 * half - 1
      let even = 0
      let odd = 0
      for (let tap = 0; tap < half; tap += 2) {
        even += weights[tap]! * (row[i + tap]! + row[end - tap]!)
        odd += weights[tap + 1]! * (row[i + tap + 1]! + row[end - tap - 1]!)
      }
      out[i * stride] = even + odd
    }
  }
}

const silenced = (x: number): number => (x < 1e-15 && x > -1e-15 ? 0 : x)
