/** Chance for the projections: the shared generator, and samples drawn with it. */
import type { Random } from "#shared/music/random.ts"

export { nearNormal, seededRandom, type Random } from "#shared/music/random.ts"

/** `amount` different numbers of 0..count - 1 in ascending order (Vitter's selection sampling, 1984). */
export function sampleIndices(count: number, amount: number, random: Random): Int32Array {
  const wanted = Math.min(count, amount)
  const chosen = new Int32Array(wanted)
  let taken = 0
  for (let i = 0; taken < wanted; i++) {
    if (random() * (count - i) < wanted - taken) chosen[taken++] = i
  }
  return chosen
}
