/** What parameters are before anything is learned: seeded, each by its own name. */
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { sizeOf } from "../graph/tensor.ts"
import type { ParameterLayout } from "./parameters.ts"

/** One number of a parameter. */
export type Initial = (random: Random) => number

export const filledWith =
  (value: number): Initial =>
  () =>
    value

/** Near normal around 0. */
export const normal =
  (deviation: number): Initial =>
  (random) =>
    deviation * nearNormal(random)

/** Keeps the variance of what goes through a layer: deviation 1 / sqrt(inputs) (LeCun et al. 1998), times `gain`. */
export const scaledTo = (inputs: number, gain = 1): Initial => normal(gain / Math.sqrt(inputs))

/** The vector to start from. A parameter's numbers depend on the seed and its name alone. */
export function initialVector({ specs, size }: ParameterLayout, seed: number): Float32Array {
  const vector = new Float32Array(size)
  for (const { name, shape, initial, offset } of specs) {
    const random = seededRandom(seed ^ hashOf(name))
    for (let i = 0; i < sizeOf(shape); i++) vector[offset + i] = initial(random)
  }
  return vector
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
