/**
 * Dropout (Srivastava et al. 2014) with masks from outside: a mask is a function of seed, step and place, so that a run
 * can be resumed or repeated on any executor with the same numbers.
 */
import { floats, type Shape, sizeOf, type TensorData } from "../graph/tensor.ts"
import { input, type Value } from "../graph/value.ts"
import { mul } from "../operators/index.ts"

export interface Dropout {
  /** Some numbers become 0, the others so much greater that their mean stays. */
  drop(x: Value): Value
}

/** While a model is used, nothing is dropped. */
export const noDropout: Dropout = { drop: (x) => x }

export interface SeededDropout extends Dropout {
  /** The masks' inputs, by name. */
  inputs(): Record<string, Value>
  masks(step: number): Record<string, TensorData>
}

/** Probabilities are multiples of it: one byte of chance per number. */
const LEVELS = 256

/** @param rate share that is dropped, 0 .. 1, rounded to 1/256 */
export function seededDropout({ rate, seed }: { rate: number; seed: number }): SeededDropout {
  const places: Value[] = []
  const dropped = Math.round(rate * LEVELS)
  const factors = Float32Array.from({ length: LEVELS }, (_, level) =>
    level < dropped ? 0 : LEVELS / (LEVELS - dropped),
  )
  const nameOf = (place: number): string => `mask.${place}`
  return {
    drop(x) {
      if (dropped === 0) return x
      const mask = input(nameOf(places.length), x.shape)
      places.push(mask)
      return mul(x, mask)
    },
    inputs: () => Object.fromEntries(places.map((mask, place) => [nameOf(place), mask])),
    masks: (step) =>
      Object.fromEntries(
        places.map(({ shape }, place) => [
          nameOf(place),
          maskOf(
            shape,
            factors,
            Math.imul(seed, 0x9e3779b1) ^ Math.imul(step * 64 + place, 0x85ebca6b),
          ),
        ]),
      ),
  }
}

/** Four numbers of every 32 bits of xorshift32 (Marsaglia 2003): masks are made at every step. */
function maskOf(shape: Shape, factors: Float32Array, seed: number): TensorData {
  const mask = new Float32Array(sizeOf(shape))
  let bits = seed | 1
  for (let i = 0; i < mask.length; i++) {
    if (i % 4 === 0) {
      bits ^= bits << 13
      bits ^= bits >>> 17
      bits ^= bits << 5
    }
    mask[i] = factors[(bits >>> ((i % 4) * 8)) & 255]!
  }
  return floats(mask, shape)
}
