/** The key that a phrase is in, as ears name it. */
import { classLengths, keyFits, type PieceNote } from "../../symbolic/index.ts"

/**
 * Of a major key and its relative minor, which have the same notes, the one that the phrase begins on where both fit so
 * nearly, divided by the notes there are: few say little of their key.
 */
const NEAR = 0.25

/** 0..11 major from C up, 12..23 minor; null where there is nothing to hear. @param notes by start */
export function heardKey(
  notes: readonly Pick<PieceNote, "pitch" | "lengthTicks">[],
): number | null {
  const fits = keyFits(classLengths(notes))
  const fit = Math.max(...fits)
  if (!(fit > 0)) return null
  const best = fits.indexOf(fit)
  const relative = best < 12 ? 12 + ((best + 9) % 12) : (best + 3) % 12
  const isBegun = notes[0]!.pitch % 12 === relative % 12
  return isBegun && fits[relative]! > fit - NEAR / notes.length ? relative : best
}
