/** A piece as words can tell it: what `decode(encode(piece))` gives back. */
import { compareNotes, type Piece, type PieceNote, type PieceTempo } from "../piece.ts"
import { metersAtBars } from "./bars.ts"
import { nearestLength, nearestTempo, nearestVelocity, onGrid } from "./bins.ts"

/**
 * Starts on a grid of 12 a quarter, lengths, velocities and tempos at the nearest that have a word, meters at bar lines. Of notes
 * that then are the same (start, instrument, pitch) the longest stays. Quantising twice is quantising once.
 */
export function quantise({ notes, meters, tempos }: Piece): Piece {
  return {
    notes: quantisedNotes(notes),
    meters: metersAtBars(meters),
    tempos: quantisedTempos(tempos),
  }
}

function quantisedNotes(notes: readonly PieceNote[]): PieceNote[] {
  const longest = new Map<string, PieceNote>()
  for (const note of notes) {
    const { program, pitch } = note
    const startTicks = Math.max(0, onGrid(note.startTicks))
    const lengthTicks = nearestLength(note.lengthTicks)
    const key = `${startTicks} ${program} ${pitch}`
    const other = longest.get(key)
    if (other && other.lengthTicks >= lengthTicks) continue
    const velocity = nearestVelocity(note.velocity)
    longest.set(key, { startTicks, lengthTicks, pitch, velocity, program })
  }
  return [...longest.values()].sort(compareNotes)
}

function quantisedTempos(tempos: readonly PieceTempo[]): PieceTempo[] {
  const at = new Map([[0, nearestTempo(120)]])
  for (const { startTicks, bpm } of tempos)
    at.set(Math.max(0, onGrid(startTicks)), nearestTempo(bpm))
  const all = [...at].map(([startTicks, bpm]) => ({ startTicks, bpm }))
  return all.filter(({ bpm }, i) => i === 0 || bpm !== all[i - 1]!.bpm)
}
