/** Music as models read it: notes of instruments in time, without channels, clips and devices. */

/** Of `PieceNote.program`: a drum kit, whose pitches are General MIDI's drums. */
export const DRUMS = 128

export interface PieceNote {
  /** 960 a quarter. */
  startTicks: number
  /** At least 1. */
  lengthTicks: number
  /** 0..127, 60 is middle C. */
  pitch: number
  /** 1..127 */
  velocity: number
  /** General MIDI's 0..127, or `DRUMS`. */
  program: number
}

export interface PieceMeter {
  startTicks: number
  numerator: number
  /** 2, 4, 8 or 16. */
  denominator: number
}

export interface PieceTempo {
  startTicks: number
  bpm: number
}

/** Everything in the order of its start. Before the first meter it is 4/4, before the first tempo 120. */
export interface Piece {
  notes: readonly PieceNote[]
  meters: readonly PieceMeter[]
  tempos: readonly PieceTempo[]
}

/** By start, instrument, pitch and length: the one order in which notes are told. */
export function compareNotes(one: PieceNote, other: PieceNote): number {
  return (
    one.startTicks - other.startTicks ||
    one.program - other.program ||
    one.pitch - other.pitch ||
    one.lengthTicks - other.lengthTicks
  )
}
