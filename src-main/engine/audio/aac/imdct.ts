/** DCT-IV of a power-of-two size by one complex FFT of half the size; the core of the inverse MDCT. */
export interface Dct4 {
  /** Transforms `data`'s `size` numbers from `offset` into `out`. */
  run(data: Float64Array, offset: number, out: Float64Array): void
}

export function createDct4(size: number): Dct4 {
  const half = size / 2
  const twist = Array.from({ length: half }, (_, k) => (-Math.PI * (8 * k + 1)) / (8 * size))
  const cos = Float64Array.from(twist, Math.cos)
  const sin = Float64Array.from(twist, Math.sin)
  const re = new Float64Array(half)
  const im = new Float64Array(half)
  const fft = createFft(half)
  return {
    run(data, offset, out) {
      for (let k = 0; k < half; k++) {
        const a = data[offset + 2 * k] as number
        const b = data[offset + size - 1 - 2 * k] as number
        const c = cos[k] as number
        const s = sin[k] as number
        const target = fft.order[k] as number
        re[target] = a * c - b * s
        im[target] = a * s + b * c
      }
      fft.run(re, im)
      for (let k = 0; k < half; k++) {
        const c = cos[k] as number
        const s = sin[k] as number
        const a = re[k] as number
        const b = im[k] as number
        out[2 * k] = a * c - b * s
        out[size - 1 - 2 * k] = -(a * s + b * c)
      }
    },
  }
}

/** Radix-2 decimation in time; inputs must be placed in `order`. */
function createFft(size: number) {
  const stages = Math.log2(size)
  const order = Uint16Array.from({ length: size }, (_, index) => {
    let reversed = 0
    for (let bit = 0; bit < stages; bit++) reversed |= ((index >> bit) & 1) << (stages - 1 - bit)
    return reversed
  })
  const cos = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size))
  const sin = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size))
  const run = (re: Float64Array, im: Float64Array) => {
    for (let span = 1; span < size; span *= 2) {
      const stride = size / (2 * span)
      for (let k = 0; k < span; k++) {
        const c = cos[k * stride] as number
        const s = sin[k * stride] as number
        for (let at = k; at < size; at += 2 * span) {
          const other = at + span
          const x = (re[other] as number) * c - (im[other] as number) * s
          const y = (re[other] as number) * s + (im[other] as number) * c
          re[other] = (re[at] as number) - x
          im[other] = (im[at] as number) - y
          re[at] = (re[at] as number) + x
          im[at] = (im[at] as number) + y
        }
      }
    }
  }
  return { order, run }
}
