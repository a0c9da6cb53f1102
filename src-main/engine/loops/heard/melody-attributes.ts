/** What a melody is like in five numbers. */
import type { LoopAttribute } from "#shared/contract/loops.ts"
import { isOnset, HOLD, pitchOf, REST } from "./melody.ts"

/** How strong each sixteenth of a bar of 4/4 is (Longuet-Higgins & Lee 1984). */
const STRENGTHS = [0, -4, -3, -4, -2, -4, -3, -4, -1, -4, -3, -4, -2, -4, -3, -4]
/** C major, which is A minor as well. */
const SCALE = [0, 2, 4, 5, 7, 9, 11]

/** @param codes in C major or A minor, with one onset at least */
export function melodyAttributes(codes: Uint8Array): Record<LoopAttribute, number> {
  const onsets = [...codes.keys()].filter((step) => isOnset(codes[step]!))
  const pitches = onsets.map((step) => pitchOf(codes[step]!))
  return {
    density: onsets.length / codes.length,
    range: Math.max(...pitches) - Math.min(...pitches),
    contour: slope(onsets, pitches) * 16,
    syncopation: syncopation(codes, onsets),
    tonality: pitches.filter((pitch) => SCALE.includes(pitch % 12)).length / pitches.length,
  }
}

/** Semitones a step, by least squares; 0 of one note. */
function slope(onsets: readonly number[], pitches: readonly number[]): number {
  const meanStep = onsets.reduce((sum, step) => sum + step, 0) / onsets.length
  const meanPitch = pitches.reduce((sum, pitch) => sum + pitch, 0) / onsets.length
  let [both, square] = [0, 0]
  for (const [i, step] of onsets.entries()) {
    both += (step - meanStep) * (pitches[i]! - meanPitch)
    square += (step - meanStep) ** 2
  }
  return square > 0 ? both / square : 0
}

/** By how much stronger steps than those where notes begin are held over or left empty, a step. */
export function syncopation(codes: Uint8Array, onsets: readonly number[]): number {
  let sum = 0
  for (const step of onsets) {
    const own = STRENGTHS[step % 16]!
    let strongest = own
    for (let at = step + 1; at < codes.length && (codes[at] === HOLD || codes[at] === REST); at++)
      strongest = Math.max(strongest, STRENGTHS[at % 16]!)
    sum += strongest - own
  }
  return sum / codes.length
}
