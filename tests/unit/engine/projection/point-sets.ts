/** Point sets for the projection tests, built from a seed. */
import type { Points } from "#engine/projection/index.ts"

/** Small linear congruential generator (Numerical Recipes), so that the tests do not test the engine's own chance. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

export function near(random: () => number): number {
  return random() + random() + random() + random() - 2
}

/** `groups` round clouds of unit-ish width, `apart` from each other; point i belongs to group i % groups. */
export function clouds({
  count,
  dims = 8,
  groups = 5,
  apart = 12,
  seed = 1,
}: {
  count: number
  dims?: number
  groups?: number
  apart?: number
  seed?: number
}): Points {
  const random = chance(seed)
  const centres = Float32Array.from({ length: groups * dims }, () => (random() - 0.5) * apart)
  const data = Float32Array.from({ length: count * dims }, (_, at) => {
    const group = Math.floor(at / dims) % groups
    return (centres[group * dims + (at % dims)] ?? 0) + near(random)
  })
  return { data, count, dims }
}

/** Numbers that numpy can make again: sin(i^2 * a + i * b) in 32 bits. */
export function waves(length: number, a: number, b: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * i * a + i * b))
}
