/** Melodies out of melodies, so that a model learns to tell any: one's rhythm with another's pitches, or turned in time. */
import type { Random } from "#shared/music/random.ts"
import { isOnset } from "../heard/melody.ts"

const BEAT = 4

/** The steps of one with the pitches of the other, which are begun again where they end. */
export function crossed(rhythm: Uint8Array, pitches: Uint8Array, random: Random): Uint8Array {
  const sung = pitches.filter(isOnset)
  let at = Math.floor(random() * sung.length)
  return rhythm.map((code) => (isOnset(code) ? sung[at++ % sung.length]! : code))
}

/** Begun at another beat, its beginning put after its end. */
export function turned(codes: Uint8Array, random: Random): Uint8Array {
  const by = BEAT * Math.floor((random() * codes.length) / BEAT)
  const result = new Uint8Array(codes.length)
  result.set(codes.subarray(by))
  result.set(codes.subarray(0, by), codes.length - by)
  return result
}
