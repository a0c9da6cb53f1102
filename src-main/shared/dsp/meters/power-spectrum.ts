/**
 * The power of frequencies in the last 4,096 frames: a Hann window and a transform of radix 2 (J. Cooley and J. Tukey, "An
 * algorithm for the machine calculation of complex Fourier series", 1965). What it needs is made once: `read` allocates nothing.
 */
import { exactCos, exactSin } from "../exact-math.ts"
import { finite } from "./finite.ts"

export const SPECTRUM_FRAMES = 4096
const HALF = SPECTRUM_FRAMES / 2
const BITS = 12

export class PowerSpectrum {
  /** By bin, 0 to half the rate: a sine of amplitude 1 in the middle of a bin reads 1. */
  readonly powers = new Float64Array(HALF + 1)
  #ring = new Float64Array(SPECTRUM_FRAMES)
  #at = 0
  #window = new Float64Array(SPECTRUM_FRAMES)
  #real = new Float64Array(SPECTRUM_FRAMES)
  #imaginary = new Float64Array(SPECTRUM_FRAMES)
  #cos = new Float64Array(HALF)
  #sin = new Float64Array(HALF)
  #reversed = new Uint16Array(SPECTRUM_FRAMES)

  constructor() {
    for (let i = 0; i < SPECTRUM_FRAMES; i++) {
      this.#window[i] = 0.5 - 0.5 * exactCos((2 * Math.PI * i) / SPECTRUM_FRAMES)
      let reversed = 0
      for (let bit = 0; bit < BITS; bit++) reversed |= ((i >> bit) & 1) << (BITS - 1 - bit)
      this.#reversed[i] = reversed
    }
    for (let i = 0; i < HALF; i++) {
      this.#cos[i] = exactCos((2 * Math.PI * i) / SPECTRUM_FRAMES)
      this.#sin[i] = -exactSin((2 * Math.PI * i) / SPECTRUM_FRAMES)
    }
  }

  /** Takes the mean of both sides. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      this.#ring[this.#at] = 0.5 * (finite(left[i]!) + finite(right[i]!))
      this.#at = (this.#at + 1) & (SPECTRUM_FRAMES - 1)
    }
  }

  /** Computes `powers` of what came last. */
  read(): void {
    const real = this.#real
    const imaginary = this.#imaginary
    for (let i = 0; i < SPECTRUM_FRAMES; i++) {
      const place = this.#reversed[i]!
      real[place] = this.#ring[(this.#at + i) & (SPECTRUM_FRAMES - 1)]! * this.#window[i]!
    }
    imaginary.fill(0)
    this.#transform()
    // A sine shares its amplitude with its mirror image, and Hann's mean is one half: 4 / n each.
    const share = 4 / SPECTRUM_FRAMES
    const scale = share * share
    for (let bin = 0; bin <= HALF; bin++)
      this.powers[bin] = scale * (real[bin]! * real[bin]! + imaginary[bin]! * imaginary[bin]!)
  }

  reset(): void {
    this.#ring.fill(0)
    this.powers.fill(0)
  }

  #transform(): void {
    const real = this.#real
    const imaginary = this.#imaginary
    for (let size = 2; size <= SPECTRUM_FRAMES; size *= 2) {
      const half = size / 2
      const stride = SPECTRUM_FRAMES / size
      for (let start = 0; start < SPECTRUM_FRAMES; start += size)
        for (let k = 0; k < half; k++) {
          const cos = this.#cos[k * stride]!
          const sin = this.#sin[k * stride]!
          const a = start + k
          const b = a + half
          const r = real[b]! * cos - imaginary[b]! * sin
          const i = real[b]! * sin + imaginary[b]! * cos
          real[b] = real[a]! - r
          imaginary[b] = imaginary[a]! - i
          real[a] = real[a]! + r
          imaginary[a] = imaginary[a]! + i
        }
    }
  }
}
