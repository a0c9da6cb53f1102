/** A piece as pictures and players want it. */
import type { HeardPiece } from "#shared/contract/datasets.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import type { Piece } from "../../symbolic/index.ts"

const beats = (ticks: number): number => ticks / TICKS_PER_QUARTER

export function heardPiece({ notes, meters, tempos }: Piece): HeardPiece {
  return {
    notes: notes.map(({ startTicks, lengthTicks, ...note }) => ({
      ...{ startBeats: beats(startTicks), lengthBeats: beats(lengthTicks), ...note },
    })),
    tempos: tempos.map(({ startTicks, bpm }) => ({ startBeats: beats(startTicks), bpm })),
    meters: meters.map(({ startTicks, ...meter }) => ({ startBeats: beats(startTicks), ...meter })),
  }
}
