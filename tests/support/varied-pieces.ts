/** The same music in another key. */
import { DRUMS, type Piece, type PieceNote } from "#engine/symbolic/index.ts"

/** Twelve keys: from a fourth down to a tritone up. */
const LOWEST_TRANSPOSITION = -5
const HIGHEST_TRANSPOSITION = 6
/** A piano's keys. */
const LOWEST_KEY = 21
const HIGHEST_KEY = 108

/** Semitones that leave every note where a piano has a key, or at least where MIDI has a pitch; 0 is always one. */
export function transpositionsOf({ notes }: Piece): number[] {
  const pitches = notes.filter(({ program }) => program !== DRUMS).map(({ pitch }) => pitch)
  const low = pitches.reduce((lowest, pitch) => Math.min(lowest, pitch), 127)
  const high = pitches.reduce((highest, pitch) => Math.max(highest, pitch), 0)
  const isAllowed = (by: number): boolean =>
    low + by >= Math.min(low, LOWEST_KEY) && high + by <= Math.max(high, HIGHEST_KEY)
  const all = Array.from(
    { length: HIGHEST_TRANSPOSITION - LOWEST_TRANSPOSITION + 1 },
    (_, at) => LOWEST_TRANSPOSITION + at,
  )
  return pitches.length === 0 ? [0] : all.filter(isAllowed)
}

/** Drums stay: their pitches are instruments. @param semitones of `transpositionsOf` */
export function transposed(piece: Piece, semitones: number): Piece {
  const move = (note: PieceNote): PieceNote =>
    note.program === DRUMS ? note : { ...note, pitch: note.pitch + semitones }
  return semitones === 0 ? piece : { ...piece, notes: piece.notes.map(move) }
}
