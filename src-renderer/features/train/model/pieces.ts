/** Openings of pieces, and what a model made after them, as one. */
import type { HeardNote, HeardPiece } from "#shared/contract/index.ts"
import { lengthBeats } from "#shared/training/index.ts"

/** The first bars in which something sounds; silence before them is left out. */
export function opening(piece: HeardPiece, bars: number): HeardPiece {
  const meter = piece.meters[0] ?? { startBeats: 0, numerator: 4, denominator: 4 }
  const barBeats = (meter.numerator * 4) / meter.denominator
  const first = Math.min(...piece.notes.map(({ startBeats }) => startBeats))
  const from = Number.isFinite(first) ? Math.floor(first / barBeats) * barBeats : 0
  const until = from + bars * barBeats
  const notes = piece.notes
    .filter(({ startBeats }) => startBeats < until)
    .map((note) => ({
      ...note,
      startBeats: note.startBeats - from,
      lengthBeats: Math.min(note.lengthBeats, until - note.startBeats),
    }))
  const bpm = piece.tempos.findLast(({ startBeats }) => startBeats <= from)?.bpm
  return {
    notes,
    tempos: bpm === undefined ? piece.tempos.slice(0, 1) : [{ startBeats: 0, bpm }],
    meters: [{ ...meter, startBeats: 0 }],
  }
}

export interface Joined {
  readonly piece: HeardPiece
  /** Where what the model made begins. */
  readonly fromBeats: number
}

/** What was given, then what came of it. */
export function joined(prompt: HeardPiece | null, made: HeardPiece): Joined {
  if (!prompt || prompt.notes.length === 0) return { piece: made, fromBeats: 0 }
  const fromBeats = lengthBeats(prompt)
  const later = <T extends { startBeats: number }>(events: readonly T[]): T[] =>
    events.map((event) => ({ ...event, startBeats: event.startBeats + fromBeats }))
  return {
    piece: {
      notes: [...prompt.notes, ...later(made.notes)],
      // In the prompt's tempo: what follows belongs to it.
      tempos: prompt.tempos.length > 0 ? prompt.tempos : later(made.tempos),
      meters: [...prompt.meters, ...later(made.meters)],
    },
    fromBeats,
  }
}

/** Boxes of notes in a picture of 0 to 1 by 0 to 1, from the top. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly note: HeardNote
}

/** An octave and a half at least, so that two notes do not fill the picture. */
const LEAST_SEMITONES = 18

export function boxesOf(notes: readonly HeardNote[], beats: number): Box[] {
  if (notes.length === 0) return []
  const pitches = notes.map(({ pitch }) => pitch)
  const [low, high] = [Math.min(...pitches), Math.max(...pitches)]
  const spare = Math.max(0, LEAST_SEMITONES - (high - low)) / 2
  const rows = high - low + 1 + spare * 2
  return notes.map((note) => ({
    note,
    x: note.startBeats / beats,
    y: (high + spare - note.pitch) / rows,
    width: Math.max(note.lengthBeats / beats, 0.004),
    height: 1 / rows,
  }))
}
