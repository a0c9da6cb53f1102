/**
 * Names of pitches in a key, on the line of fifths (… Bb F C G D …): of all names of a pitch the one that lies in a window of
 * twelve fifths round the key, so that its own notes have no accidental and the others the usual one (in a minor key the
 * raised sixth and seventh). Temperley, The Cognition of Basic Musical Structures, 2001, chapter 5, without the context.
 */
import type { Key } from "#shared/music/index.ts"
import { MODES, sharpsOf } from "#shared/music/index.ts"

export interface SpelledPitch {
  readonly step: "C" | "D" | "E" | "F" | "G" | "A" | "B"
  /** Semitones that its accidental adds. */
  readonly alter: number
  /** C4 is the middle one. */
  readonly octave: number
}

/** By fifths from F. */
const STEPS = ["F", "C", "G", "D", "A", "E", "B"] as const
const NATURALS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }
/** How many fifths below the key's signature its window begins. */
const BELOW = { major: 4, minor: 2 }

/** @param pitch 0..127 */
export function spelled(pitch: number, key: Key): SpelledPitch {
  const isMinor = (MODES[key.mode] as readonly number[])[2] === 3
  return spelledFrom(pitch, sharpsOf(key) - BELOW[isMinor ? "minor" : "major"])
}

/** Where on the line of fifths a pitch stands: C is 0, G 1, F -1. @param first of the window of twelve */
export const fifthsOf = (pitch: number, first: number): number =>
  first + ((((pitch * 7 - first) % 12) + 12) % 12)

/** @param pitch 0..127 @param first of the window of twelve fifths in which its name lies */
export function spelledFrom(pitch: number, first: number): SpelledPitch {
  const fifths = fifthsOf(pitch, first)
  const step = STEPS[(((fifths + 1) % 7) + 7) % 7]!
  const alter = Math.floor((fifths + 1) / 7)
  return { step, alter, octave: Math.floor((pitch - alter - NATURALS[step]) / 12) - 1 }
}

/** The MIDI note of a name; it may lie beyond 0..127. Quarter tones are rounded. */
export function pitchOf({ step, alter, octave }: SpelledPitch): number {
  return Math.round(NATURALS[step] + alter) + 12 * (octave + 1)
}
