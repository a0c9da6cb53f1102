/** What readers make of a file: music whose parts are still told apart, as the file has them. */
import { fail } from "#shared/contract/errors.ts"
import type { Split } from "#shared/contract/datasets.ts"
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"
import {
  compareNotes,
  DRUMS,
  type Frame,
  type Piece,
  type PieceMeter,
  type PieceNote,
  type PieceTempo,
} from "../../symbolic/index.ts"
import { tidyMeters } from "./meters.ts"

export interface ScorePart {
  /** General MIDI's 0..127, or `DRUMS`. */
  program: number
  /** In any order; ticks may be no whole numbers. */
  notes: Omit<PieceNote, "program">[]
}

export interface Score {
  /** As the file says, or "". */
  title: string
  parts: ScorePart[]
  /**
   * In the order of their starts. One that does not begin on a bar line of the one before makes the bar before it short.
   * Denominators are any power of two.
   */
  meters: PieceMeter[]
  tempos: PieceTempo[]
  /** Key signatures, in the order of their starts, where the file tells them beside its pitches: sharps, or flats below 0. */
  keys?: { startTicks: number; sharps: number }[]
  /** Where the file itself tells four voices on sixteenths. */
  frames?: readonly Frame[]
  /** Where the file itself says how it is split. */
  split?: Split
}

/** Two hours of the densest piano music have half as many. */
const MOST_NOTES = 200_000
/** 20,000 bars of 4/4: eleven hours. Whoever goes through music bar by bar must come to an end. */
const MOST_TICKS = 20_000 * TICKS_PER_WHOLE
const MOST_TEMPOS = 50_000
const SLOWEST_BPM = 5
const FASTEST_BPM = 1000
/** Of drums that are struck and never end: a 32nd. */
const STRUCK_TICKS = 120

/** @throws StudioError unreadable where there are no notes, too many, or beyond any piece's end */
export function pieceOf({ parts, meters, tempos }: Score): Piece {
  const count = parts.reduce((sum, { notes }) => sum + notes.length, 0)
  if (count === 0) fail("unreadable", "It holds no notes")
  if (count > MOST_NOTES) fail("unreadable", `It holds more than ${MOST_NOTES} notes`)
  const notes = parts.flatMap(({ program, notes }) => notes.map((note) => pieceNote(note, program)))
  const end = notes.reduce(
    (latest, note) => Math.max(latest, note.startTicks + note.lengthTicks),
    0,
  )
  if (end > MOST_TICKS) fail("unreadable", "It lasts longer than any piece of music")
  return {
    notes: notes.sort(compareNotes),
    meters: tidyMeters(meters, end),
    tempos: tidyTempos(tempos, end),
  }
}

function pieceNote(note: Omit<PieceNote, "program">, program: number): PieceNote {
  const startTicks = Math.max(0, Math.round(note.startTicks))
  const lengthTicks = Math.round(note.startTicks + note.lengthTicks) - startTicks
  return {
    startTicks,
    lengthTicks: lengthTicks > 0 ? lengthTicks : program === DRUMS ? STRUCK_TICKS : 1,
    pitch: note.pitch,
    velocity: Math.min(127, Math.max(1, Math.round(note.velocity))),
    program,
  }
}

/** In time, without those that change nothing; of several in one moment, the last. */
function tidyTempos(tempos: readonly PieceTempo[], endTicks: number): PieceTempo[] {
  const tidy: PieceTempo[] = []
  for (const { startTicks, bpm } of tempos.toSorted((a, b) => a.startTicks - b.startTicks)) {
    const at = Math.max(0, Math.round(startTicks))
    if (!(bpm > 0) || (at >= endTicks && at > 0)) continue
    if (tidy.at(-1)?.startTicks === at) tidy.pop()
    const clamped = Math.min(FASTEST_BPM, Math.max(SLOWEST_BPM, bpm))
    if (tidy.at(-1)?.bpm !== clamped) tidy.push({ startTicks: at, bpm: clamped })
  }
  return tidy.slice(0, MOST_TEMPOS)
}
