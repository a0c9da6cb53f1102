/** Loops out of loops, so that a model learns to tell any: put together of two, or turned in time. */
import type { Random } from "#shared/music/random.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { isOnset } from "../heard/melody.ts"

const BEATS_A_BAR = 4
/** Which of the nine kinds of drums stay together: kick, snare, cymbals, toms. */
const LIMBS = [0, 1, 2, 2, 3, 3, 3, 2, 2] as const

/** The steps of one with the pitches of the other, which are begun again where they end. */
export function crossed(rhythm: Uint8Array, pitches: Uint8Array, random: Random): Uint8Array {
  const sung = pitches.filter(isOnset)
  let at = Math.floor(random() * sung.length)
  return rhythm.map((code) => (isOnset(code) ? sung[at++ % sung.length]! : code))
}

/** Kick, snare, cymbals and toms each of the one or of the other; the one where nothing would be struck. */
export function joined(one: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const isOther = Array.from({ length: Math.max(...LIMBS) + 1 }, () => random() < 0.5)
  const both = one.map((value, at) => (isOther[LIMBS[at % DRUM_KINDS]!] ? other[at]! : value))
  return both.some((velocity) => velocity > 0) ? both : one
}

/** Begun at another beat, its beginning put after its end. */
export function turned(content: Uint8Array, bars: number, random: Random): Uint8Array {
  const beats = bars * BEATS_A_BAR
  const by = (content.length / beats) * Math.floor(random() * beats)
  const result = new Uint8Array(content.length)
  result.set(content.subarray(by))
  result.set(content.subarray(0, by), content.length - by)
  return result
}
