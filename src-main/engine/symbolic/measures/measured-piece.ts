/** A piece as measures read it: quantised, its bars with what begins in each. */
import { DRUMS, type Piece, type PieceNote } from "../piece.ts"
import { barsOf, type PieceBar } from "../tokens/bars.ts"
import { quantise } from "../tokens/quantise.ts"

export interface MeasuredBar extends PieceBar {
  /** Those that begin in it, drums too. */
  notes: readonly PieceNote[]
}

export interface MeasuredPiece {
  notes: readonly PieceNote[]
  /** Without drums, which have no pitch. */
  pitched: readonly PieceNote[]
  /** To the one in which the last note begins. */
  bars: readonly MeasuredBar[]
}

export function measuredPiece(piece: Piece): MeasuredPiece {
  const { notes, meters } = quantise(piece)
  const bars: MeasuredBar[] = []
  let at = 0
  for (const bar of barsOf(meters)) {
    if (at === notes.length) break
    const from = at
    while (at < notes.length && notes[at]!.startTicks < bar.startTicks + bar.lengthTicks) at++
    bars.push({ ...bar, notes: notes.slice(from, at) })
  }
  return { notes, pitched: notes.filter(isPitched), bars }
}

export const isPitched = ({ program }: PieceNote): boolean => program !== DRUMS

/** From the first so many bars, the next, and so on: only whole ones, but of a shorter piece all of it. */
export function excerptsOf(piece: MeasuredPiece, bars: number): MeasuredPiece[] {
  const count = Math.max(1, Math.floor(piece.bars.length / bars))
  return Array.from({ length: count }, (_, i) => {
    const some = piece.bars.slice(i * bars, (i + 1) * bars)
    const notes = some.flatMap((bar) => bar.notes)
    return { bars: some, notes, pitched: notes.filter(isPitched) }
  })
}
