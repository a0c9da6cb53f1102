/** The key of notes by their durations' fit to what listeners expect (Krumhansl & Kessler 1982; Krumhansl 1990). */
import type { PieceNote } from "./piece.ts"

/** How well each pitch class fits a key, from its tonic up. */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]

/** @returns 0..11 major from C up, 12..23 minor; -1 where there is nothing to hear */
export function keyOf(notes: readonly Pick<PieceNote, "pitch" | "lengthTicks">[]): number {
  let best = { key: -1, fit: 0 }
  for (const [key, fit] of keyFits(classLengths(notes)).entries())
    if (fit > best.fit) best = { key, fit }
  return best.key
}

/** Of 12 pitch classes, from C up, how long each sounds. */
export function classLengths(
  notes: readonly Pick<PieceNote, "pitch" | "lengthTicks">[],
): Float64Array {
  const lengths = new Float64Array(12)
  for (const { pitch, lengthTicks } of notes) lengths[pitch % 12]! += lengthTicks
  return lengths
}

/** Of each of 24 keys how well it fits, -1..1. @param lengths of 12 pitch classes, how long each sounds */
export const keyFits = (lengths: Float64Array): number[] =>
  Array.from({ length: 24 }, (_, key) => correlation(lengths, key < 12 ? MAJOR : MINOR, key % 12))

function correlation(lengths: Float64Array, profile: readonly number[], tonic: number): number {
  const [meanLength, meanFit] = [mean(lengths), mean(profile)]
  let [both, ofLengths, ofFits] = [0, 0, 0]
  for (let step = 0; step < 12; step++) {
    const length = lengths[(tonic + step) % 12]! - meanLength
    const fit = profile[step]! - meanFit
    both += length * fit
    ofLengths += length * length
    ofFits += fit * fit
  }
  return ofLengths > 0 ? both / Math.sqrt(ofLengths * ofFits) : 0
}

const mean = (values: ArrayLike<number>): number =>
  (Array.prototype.reduce.call(
    values,
    (sum: unknown, value: unknown) => Number(sum) + Number(value),
    0,
  ) as number) / values.length
