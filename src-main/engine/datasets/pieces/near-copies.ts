/** Pairs of pieces that are nearly the same: editions, arrangements, the same tune in another key. */
import { likeness } from "./sketch.ts"

/** Of all figures of both (music.md 2.3). */
export const NEAR = 0.3
/** Looked up of each piece: two that are alike share some thirty of them. */
const LOOKED_UP = 128
const FEWEST_SHARED = 8
/** A figure of more pieces than this is everybody's, and tells nothing. */
const MOST_OWNERS = 100

export interface NearPair {
  /** Places of the two, the smaller first. */
  one: number
  other: number
  /** `NEAR`..1 */
  likeness: number
}

/** Those of more than `NEAR`, by their places. @param sketches see `sketchOf` */
export function nearPairs(sketches: readonly Uint32Array[]): NearPair[] {
  const owners = ownersOf(sketches)
  const pairs: NearPair[] = []
  const shared = new Uint32Array(sketches.length)
  for (const [one, sketch] of sketches.entries()) {
    const met: number[] = []
    for (const hash of sketch.subarray(0, LOOKED_UP)) {
      const all = owners.get(hash)!
      if (all.length > MOST_OWNERS) continue
      for (const other of all) {
        if (other <= one) continue
        const before = shared[other]!
        if (before === 0) met.push(other)
        shared[other] = before + 1
      }
    }
    for (const other of met) {
      const isLikely = shared[other]! >= fewestOf(sketch, sketches[other]!)
      shared[other] = 0
      if (!isLikely) continue
      const found = likeness(sketch, sketches[other]!)
      if (found > NEAR) pairs.push({ one, other, likeness: found })
    }
  }
  return pairs
}

const fewestOf = (one: Uint32Array, other: Uint32Array): number =>
  Math.min(FEWEST_SHARED, Math.ceil(Math.min(one.length, other.length) / 4))

function ownersOf(sketches: readonly Uint32Array[]): Map<number, number[]> {
  const owners = new Map<number, number[]>()
  for (const [at, sketch] of sketches.entries())
    for (const hash of sketch.subarray(0, LOOKED_UP)) {
      const all = owners.get(hash)
      if (all) all.push(at)
      else owners.set(hash, [at])
    }
  return owners
}
