/** A transform of radix 2 (J. Cooley and J. Tukey, 1965) of one size; its tables are made once. */
import { exactCos, exactSin } from "#shared/dsp/exact-math.ts"

export class Fft {
  readonly size: number
  #cos: Float64Array
  #sin: Float64Array
  #reversed: Uint32Array

  /** @param size a power of two */
  constructor(size: number) {
    this.size = size
    const half = size / 2
    this.#cos = Float64Array.from({ length: half }, (_, i) => exactCos((2 * Math.PI * i) / size))
    this.#sin = Float64Array.from({ length: half }, (_, i) => -exactSin((2 * Math.PI * i) / size))
    this.#reversed = new Uint32Array(size)
    for (let i = 1; i < size; i++)
      this.#reversed[i] = (this.#reversed[i >> 1]! >> 1) | (i & 1 ? half : 0)
  }

  /** In place. Backwards, exchange the two and divide by the size. */
  transform(real: Float64Array, imaginary: Float64Array): void {
    const { size } = this
    const [reversed, cosines, sines] = [this.#reversed, this.#cos, this.#sin]
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!
      if (j <= i) continue
      const r = real[i]!
      real[i] = real[j]!
      real[j] = r
      const m = imaginary[i]!
      imaginary[i] = imaginary[j]!
      imaginary[j] = m
    }
    // Plain variables: pairs taken apart cost half the time of the whole transform.
    for (let half = 1, stride = size / 2; half < size; half *= 2, stride /= 2)
      for (let start = 0; start < size; start += 2 * half)
        for (let k = 0; k < half; k++) {
          const cos = cosines[k * stride]!
          const sin = sines[k * stride]!
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
