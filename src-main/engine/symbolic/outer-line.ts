/** What ears follow in a chordal texture: its highest or its lowest notes, one at a time. */
import type { PieceNote } from "./piece.ts"

/**
 * Chords are told by their outermost notes; notes under a longer one (over it, in a lower line) are accompaniment.
 * @param notes of one instrument, by start
 * @param side 1 the highest notes, -1 the lowest
 */
export function outerLine(notes: readonly PieceNote[], side: 1 | -1): PieceNote[] {
  const line: PieceNote[] = []
  let last: PieceNote | undefined
  for (const note of outermost(notes, side)) {
    const isBeyond = last !== undefined && side * (last.pitch - note.pitch) > 0
    // Legato overlaps a little: only what is covered for half its length or more is under another note.
    const covered = last ? last.startTicks + last.lengthTicks - note.startTicks : 0
    if (isBeyond && 2 * covered >= note.lengthTicks) continue
    line.push(note)
    last = note
  }
  return line
}

/** Of notes that start together the one that is outermost. */
function* outermost(notes: readonly PieceNote[], side: 1 | -1): Generator<PieceNote> {
  for (let at = 0; at < notes.length;) {
    let note = notes[at]!
    const { startTicks } = note
    for (; notes[at]?.startTicks === startTicks; at++)
      if (side * (notes[at]!.pitch - note.pitch) > 0) note = notes[at]!
    yield note
  }
}
