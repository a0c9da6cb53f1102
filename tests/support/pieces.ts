/** Small pieces of notes, and any pieces. */
import fc from "fast-check"
import {
  compareNotes,
  DRUMS,
  type Piece,
  type PieceNote,
} from "../../src-main/engine/symbolic/piece.ts"

const TICKS_PER_BAR = 3840

export function aNote(of: Partial<PieceNote> = {}): PieceNote {
  return { startTicks: 0, lengthTicks: 480, pitch: 60, velocity: 80, program: 0, ...of }
}

export function aPiece(of: Partial<Piece> = {}): Piece {
  return { notes: [], meters: [], tempos: [], ...of }
}

/** The same bar of 4/4 so many times: pitches one after the other, as long as each other. */
export function bars(count: number, pitches: readonly number[]): PieceNote[] {
  const lengthTicks = TICKS_PER_BAR / pitches.length
  return Array.from({ length: count * pitches.length }, (_, i) =>
    aNote({ startTicks: i * lengthTicks, lengthTicks, pitch: pitches[i % pitches.length]! }),
  )
}

const note: fc.Arbitrary<PieceNote> = fc.record({
  startTicks: fc.nat(20_000),
  lengthTicks: fc.integer({ min: 1, max: 8000 }),
  pitch: fc.integer({ min: 0, max: 127 }),
  velocity: fc.integer({ min: 1, max: 127 }),
  program: fc.constantFrom(0, 0, 0, 33, 127, DRUMS),
})

/** Of several instruments, in the order of their notes. */
export const pieces: fc.Arbitrary<Piece> = fc
  .array(note, { maxLength: 60 })
  .map((notes) => aPiece({ notes: notes.sort(compareNotes) }))
