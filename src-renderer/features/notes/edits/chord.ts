/** Chords in thirds on a degree of the key. */
import { scaleClasses, type Key } from "#shared/music/index.ts"

const THIRD = 2

/**
 * Pitches of the triad or seventh chord whose root is the pitch, each a third of the scale above the last; without a key,
 * or on a scale of other than seven notes, a major triad or dominant seventh. A root off the scale keeps its own pitch.
 * @returns ascending, those above 127 left out
 */
export function chordOn(root: number, key: Key | undefined, isSeventh: boolean): number[] {
  const scale = key ? scaleClasses(key) : []
  const intervals = scale.length === 7 ? thirdsAbove(root, scale) : [0, 4, 7, 10]
  return intervals
    .slice(0, isSeventh ? 4 : 3)
    .map((semitones) => root + semitones)
    .filter((pitch) => pitch <= 127)
}

function thirdsAbove(root: number, scale: readonly number[]): number[] {
  const members = new Set(scale)
  const steps: number[] = []
  for (let semitones = 1; steps.length < 3 * THIRD; semitones++)
    if (members.has((root + semitones) % 12)) steps.push(semitones)
  return [0, steps[THIRD - 1]!, steps[2 * THIRD - 1]!, steps[3 * THIRD - 1]!]
}
