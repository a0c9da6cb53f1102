/** Seeded chance: mulberry32 (Ettinger 2017), 32 bits of state; the same numbers on every machine. */
export type Random = () => number

/** Uniform in [0, 1). */
export function seededRandom(seed: number): Random {
  let state = (Math.trunc(seed) ^ 0x9e3779b9) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Sum of uniforms (Irwin-Hall, 12 terms): near normal, mean 0, variance 1, no transcendental function. */
export function nearNormal(random: Random): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random()
  return sum
}
