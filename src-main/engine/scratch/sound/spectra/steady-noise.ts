/** Noise that is the same at the same place whenever it is asked for: white, of which any colour can be made. */
import { LEAST_POWER, logBands, BANDS } from "./bands.ts"

/** Uniform in -1..1, frames `from` to `from + count`. Each is a hash of its own number (M. O'Neill's PCG, 2014). */
export function steadyNoise(from: number, count: number): Float64Array {
  const noise = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let state = (Math.imul(from + i, 747_796_405) + 2_891_336_453) >>> 0
    state = Math.imul(((state >>> ((state >>> 28) + 4)) ^ state) >>> 0, 277_803_737) >>> 0
    noise[i] = (((state >>> 22) ^ state) >>> 0) / 2_147_483_648 - 1
  }
  return noise
}

let levels: Float32Array | undefined

/** Mean power of it in each band, as a natural logarithm. */
export function noiseBands(): Float32Array {
  if (levels) return levels
  const bands = logBands(steadyNoise(0, 48_000))
  const count = bands.length / BANDS
  levels = Float32Array.from({ length: BANDS }, (_, band) => {
    let sum = 0
    for (let frame = 4; frame < count - 4; frame++) sum += Math.exp(bands[frame * BANDS + band]!)
    return Math.log(sum / (count - 8) + LEAST_POWER)
  })
  return levels
}
