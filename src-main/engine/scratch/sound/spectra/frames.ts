/** Spectra of a sound, frame by frame, and the way back. Two frames go through each transform: they are real. */
import { Fft } from "../../../gestures/index.ts"

interface Spectrum {
  real: Float64Array
  imaginary: Float64Array
}
export type PairOfSpectra = readonly [Spectrum, Spectrum]

export const pairOfSpectra = (bins: number): PairOfSpectra => [
  { real: new Float64Array(bins), imaginary: new Float64Array(bins) },
  { real: new Float64Array(bins), imaginary: new Float64Array(bins) },
]

/** Frame f is about sample f x hop: it begins half a window before, and silence stands around the sound. */
export class Frames {
  readonly size: number
  readonly hop: number
  readonly bins: number
  readonly window: Float64Array
  #fft: Fft
  #real: Float64Array
  #imaginary: Float64Array

  constructor(size: number, hop = size / 4) {
    this.size = size
    this.hop = hop
    this.bins = size / 2 + 1
    this.#fft = new Fft(size)
    this.window = Float64Array.from(
      { length: size },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
    )
    this.#real = new Float64Array(size)
    this.#imaginary = new Float64Array(size)
  }

  countOf(samples: number): number {
    return Math.floor(samples / this.hop) + 1
  }

  /** Of a frame and the one after it. */
  pair(sound: ArrayLike<number>, frame: number, out: PairOfSpectra): void {
    const size = this.size
    const real = this.#real
    const imaginary = this.#imaginary
    this.#put(sound, frame * this.hop - size / 2, real)
    this.#put(sound, (frame + 1) * this.hop - size / 2, imaginary)
    this.#fft.transform(real, imaginary)
    const one = out[0]
    const other = out[1]
    for (let bin = 0; bin < this.bins; bin++) {
      const mirror = bin === 0 ? 0 : size - bin
      one.real[bin] = 0.5 * (real[bin]! + real[mirror]!)
      one.imaginary[bin] = 0.5 * (imaginary[bin]! - imaginary[mirror]!)
      other.real[bin] = 0.5 * (imaginary[bin]! + imaginary[mirror]!)
      other.imaginary[bin] = 0.5 * (real[mirror]! - real[bin]!)
    }
  }

  #put(sound: ArrayLike<number>, start: number, part: Float64Array): void {
    const from = Math.min(this.size, Math.max(0, -start))
    const to = Math.min(this.size, sound.length - start)
    part.fill(0)
    const window = this.window
    for (let i = from; i < to; i++) part[i] = sound[start + i]! * window[i]!
  }

  /** Both as sound again, `size` times as loud and without a window; overwritten by the next. */
  pairBack(spectra: PairOfSpectra): { one: Float64Array; other: Float64Array } {
    const size = this.size
    const real = this.#real
    const imaginary = this.#imaginary
    const one = spectra[0]
    const other = spectra[1]
    // Backwards is forwards with both parts exchanged.
    for (let bin = 0; bin < this.bins; bin++) {
      const isEnd = bin === 0 || bin === size / 2
      imaginary[bin] = isEnd ? one.real[bin]! : one.real[bin]! - other.imaginary[bin]!
      real[bin] = isEnd ? other.real[bin]! : one.imaginary[bin]! + other.real[bin]!
      if (isEnd) continue
      imaginary[size - bin] = one.real[bin]! + other.imaginary[bin]!
      real[size - bin] = other.real[bin]! - one.imaginary[bin]!
    }
    this.#fft.transform(real, imaginary)
    return { one: imaginary, other: real }
  }

  /** Frames x bins, row-major. */
  magnitudes(sound: ArrayLike<number>): Float32Array {
    const count = this.countOf(sound.length)
    const bins = this.bins
    const magnitudes = new Float32Array((count + 1) * bins)
    const pair = pairOfSpectra(bins)
    for (let frame = 0; frame < count; frame += 2) {
      this.pair(sound, frame, pair)
      putMagnitudes(pair[0], magnitudes, frame * bins)
      putMagnitudes(pair[1], magnitudes, (frame + 1) * bins)
    }
    return magnitudes.subarray(0, count * bins)
  }
}

function putMagnitudes({ real, imaginary }: Spectrum, out: Float32Array, at: number): void {
  for (let bin = 0; bin < real.length; bin++)
    out[at + bin] = Math.sqrt(real[bin]! * real[bin]! + imaginary[bin]! * imaginary[bin]!)
}
