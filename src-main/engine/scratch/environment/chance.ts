/** Chance for many worlds at once: one 32-bit state each, in an array, so that a step allocates nothing. */

/** Gives a world its own row of numbers. @param seed any whole number */
export function seedWorld(states: Uint32Array, world: number, seed: number): void {
  let mixed = (Math.trunc(seed) ^ 0x9e3779b9) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  // Zero would stay zero.
  states[world] = (mixed ^ (mixed >>> 16)) >>> 0 || 1
}

/** Near normal, mean 0, variance 1: four bytes of xorshift32 (Marsaglia 2003), summed. */
export function nearNormalOf(states: Uint32Array, world: number): number {
  let bits = states[world]!
  bits ^= bits << 13
  bits ^= bits >>> 17
  bits ^= bits << 5
  states[world] = bits
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24)
  return (sum - MEAN) / DEVIATION
}
const MEAN = 4 * 127.5
const DEVIATION = Math.sqrt((4 * (256 * 256 - 1)) / 12)
