/** What a person plays or chooses, in the rows of a model's language; and what a model made, as it is heard. */
import { fail } from "#shared/contract/errors.ts"
import type { HeardPiece } from "#shared/contract/datasets.ts"
import { TICKS_PER_QUARTER, TICKS_PER_WHOLE } from "#shared/music/index.ts"
import { compareNotes, DRUMS, type Frame, type Piece, VOICES } from "../../symbolic/index.ts"
import { type RowLanguage, type Rows, rowsBetween } from "../language/language.ts"

const FRAME_TICKS = TICKS_PER_WHOLE / 16

/** Counted in ticks, in the order of notes. */
export function pieceOfHeard({ notes, tempos, meters }: HeardPiece): Piece {
  const ticks = (beats: number): number => Math.round(beats * TICKS_PER_QUARTER)
  return {
    notes: notes
      .map(({ startBeats, lengthBeats, ...note }) => ({
        ...{ startTicks: ticks(startBeats), lengthTicks: Math.max(1, ticks(lengthBeats)) },
        ...note,
      }))
      .sort(compareNotes),
    tempos: tempos.map(({ startBeats, bpm }) => ({ startTicks: ticks(startBeats), bpm })),
    meters: meters.map(({ startBeats, ...meter }) => ({ startTicks: ticks(startBeats), ...meter })),
  }
}

/** @throws StudioError invalid-input where the music cannot be said in the model's language */
export function promptRows(language: RowLanguage, piece: Piece): Rows {
  const isOfVoices = language.name === "chorales"
  if (isOfVoices && piece.notes.every(({ program }) => program === DRUMS))
    return fail(
      "invalid-input",
      "This model speaks another language of notes: it was trained for four voices, and this is drums.",
    )
  const frames = isOfVoices ? framesOf(piece) : undefined
  const rows = language.encode({
    ...{ name: "", path: "", split: "train", piece, labels: {} },
    ...(frames && { frames }),
  })
  if (!rows) return fail("invalid-input", "There is no music in this clip to begin with.")
  // The music goes on: the row that ends a piece is left out.
  return language.end === null ? rows : rowsBetween(rows, 0, rows.length - 1)
}

/** On sixteenths, the highest note is the soprano's; with fewer notes than voices, the middle ones rest. */
function framesOf({ notes }: Piece): Frame[] {
  const end = notes.reduce(
    (so, { startTicks, lengthTicks }) => Math.max(so, startTicks + lengthTicks),
    0,
  )
  return Array.from({ length: Math.ceil(end / FRAME_TICKS) }, (_, at) => {
    const middle = (at + 0.5) * FRAME_TICKS
    const heard = notes
      .filter(
        ({ startTicks, lengthTicks }) => startTicks <= middle && middle < startTicks + lengthTicks,
      )
      .map(({ pitch }) => pitch)
      .sort((a, b) => b - a)
    return frameOf(heard)
  })
}

function frameOf(pitches: readonly number[]): Frame {
  if (pitches.length >= VOICES) return [pitches[0]!, pitches[1]!, pitches.at(-2)!, pitches.at(-1)!]
  const [soprano = -1, alto = -1, tenor = -1] = pitches
  return [soprano, pitches.length > 2 ? alto : -1, tenor, pitches.length === 2 ? alto : -1]
}

/** From a bar line on, counted from there. */
export function pieceFrom({ notes, tempos, meters }: Piece, ticks: number): Piece {
  const after = <T extends { startTicks: number }>(all: readonly T[]): T[] =>
    all
      .filter(({ startTicks }) => startTicks >= ticks)
      .map((each) => ({ ...each, startTicks: each.startTicks - ticks }))
  const stillGoing = <T extends { startTicks: number }>(all: readonly T[]): T[] => {
    const last = all.findLast(({ startTicks }) => startTicks < ticks)
    const rest = after(all)
    return last && rest[0]?.startTicks !== 0 ? [{ ...last, startTicks: 0 }, ...rest] : rest
  }
  return { notes: after(notes), tempos: stillGoing(tempos), meters: stillGoing(meters) }
}
