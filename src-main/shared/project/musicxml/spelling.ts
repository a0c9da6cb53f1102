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

/** @param pitch 0..127 @param key C major where the piece has none */
export function spelled(pitch: number, key: Key | undefined): SpelledPitch {
  const sharps = key ? sharpsOf(key) : 0
  const isMinor = key !== undefined && (MODES[key.mode] as readonly number[])[2] === 3
  const first = sharps - BELOW[isMinor ? "minor" : "major"]
  const fifths = first + ((((pitch * 7 - first) % 12) + 12) % 12)
  const step = STEPS[(((fifths + 1) % 7) + 7) % 7]!
  const alter = Math.floor((fifths + 1) / 7)
  return { step, alter, octave: Math.floor((pitch - alter - NATURALS[step]) / 12) - 1 }
}

/** The MIDI note of a name; it may lie beyond 0..127. Quarter tones are rounded. */
export function pitchOf({ step, alter, octave }: SpelledPitch): number {
  return Math.round(NATURALS[step] + alter) + 12 * (octave + 1)
}
