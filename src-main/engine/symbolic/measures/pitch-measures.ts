/** What pitches a piece has. NaN where it has none. */
import { isPitched, type MeasuredPiece } from "./measured-piece.ts"

const CLASSES = 12
const MAJOR = [0, 2, 4, 5, 7, 9, 11]

/**
 * Mean entropy of the pitch classes within so many bars, in bits: 0 for one, 3.58 for all twelve as often. Every stretch of bars
 * that has notes counts; of a shorter piece it is the whole (Wu & Yang 2020, MusDr).
 */
export function pitchClassEntropy({ bars }: MeasuredPiece, barsAtOnce: number): number {
  const length = Math.min(barsAtOnce, bars.length)
  const entropies: number[] = []
  for (let from = 0; from + length <= bars.length; from++) {
    const counts = new Float64Array(CLASSES)
    for (const { notes } of bars.slice(from, from + length))
      for (const note of notes) if (isPitched(note)) counts[note.pitch % CLASSES]! += 1
    const entropy = entropyOf(counts)
    if (!Number.isNaN(entropy)) entropies.push(entropy)
  }
  return entropies.reduce((sum, entropy) => sum + entropy, 0) / entropies.length
}

function entropyOf(counts: Float64Array): number {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return NaN
  return counts.reduce((bits, count) => bits - (count && (count / all) * Math.log2(count / all)), 0)
}

/** How many different pitches. */
export function usedPitches({ pitched }: MeasuredPiece): number {
  return new Set(pitched.map(({ pitch }) => pitch)).size || NaN
}

/** Semitones between the lowest and the highest. */
export function pitchRange({ pitched }: MeasuredPiece): number {
  if (pitched.length === 0) return NaN
  const pitches = pitched.map(({ pitch }) => pitch)
  return pitches.reduce((a, b) => Math.max(a, b)) - pitches.reduce((a, b) => Math.min(a, b))
}

/** The share of notes in the scale that most of them are in, major or natural minor (MusPy's scale consistency). */
export function notesInKey({ pitched }: MeasuredPiece): number {
  const counts = new Float64Array(CLASSES)
  for (const { pitch } of pitched) counts[pitch % CLASSES]! += 1
  // A natural minor scale has the notes of a major one: twelve scales are all there are.
  const inScale = (tonic: number): number =>
    MAJOR.reduce((sum, step) => sum + counts[(tonic + step) % CLASSES]!, 0)
  return Math.max(...[...counts.keys()].map(inScale)) / pitched.length
}
