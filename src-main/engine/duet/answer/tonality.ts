/** What keeps an answer in the call's key and register, as logits of pitches. */

/** How well pitch classes fit a key, from its tonic up (Krumhansl & Kessler 1982). */
const FITS = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}
/** Semitones around the middle that cost nothing; beyond, each costs more than the one before. */
const FREE_SEMITONES = 8
const RANGE_COST = 0.06

export interface Tonality {
  /** 0..23; null where the call has none. */
  key: number | null
  middlePitch: number
  /** How strongly the key is kept: 0 not at all. */
  strength: number
}

/** One for each of 128 pitches, to be added. */
export function pitchBias({ key, middlePitch, strength }: Tonality): Float32Array {
  return Float32Array.from({ length: 128 }, (_, pitch) => {
    const beyond = Math.max(0, Math.abs(pitch - middlePitch) - FREE_SEMITONES)
    return keyBias(key, pitch, strength) - RANGE_COST * beyond * beyond
  })
}

function keyBias(key: number | null, pitch: number, strength: number): number {
  if (key === null) return 0
  const fits = key < 12 ? FITS.major : FITS.minor
  return strength * Math.log(fits[(pitch - (key % 12) + 12) % 12]! / fits[0]!)
}
