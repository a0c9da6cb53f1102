/**
 * What a duet learns from: pieces as if two had played them. The caller's notes have one program and the answerer's another
 * (`roles.ts`), and bars are counted from the one in which the first note stands.
 */
import {
  barsOf,
  compareNotes,
  DRUMS,
  metersAtBars,
  outerLine,
  type Piece,
  type PieceBar,
  type PieceMeter,
  type PieceNote,
} from "../../symbolic/index.ts"
import { ANSWERER, CALLER, type Mode } from "../roles.ts"
import { phrasesOf } from "./cut.ts"

export interface Exchange {
  mode: Mode
  piece: Piece
}

/** Turns of a conversation; a model looks back no further. */
const TURNS = 4
/** Silence between turns longer than this is no answer. */
const MOST_BARS_BETWEEN = 2
const ACCOMPANIED_BARS = 4
/** Notes of a melody; fewer are an effect. */
const LEAST_MELODY = 12
/** More than a model looks back on. */
const MOST_NOTES = 120
/** A melody is mostly above the staff's bottom: upper lines of basses are none. */
const LOWEST_MEAN_PITCH = 52

/** All that can be learnt from one piece, in every mode. */
export function exchangesOf(piece: Piece): Exchange[] {
  const meters = metersAtBars(piece.meters)
  const pitched = Map.groupBy(
    piece.notes.filter(({ program }) => program !== DRUMS),
    ({ program }) => program,
  )
  const all: Exchange[] = []
  for (const notes of pitched.values()) {
    const melody = outerLine(notes, 1)
    if (melody.length < LEAST_MELODY || meanPitch(melody) < LOWEST_MEAN_PITCH) continue
    const frame = { piece, meters }
    const phrases = phrasesOf(melody, meters[0]!)
    all.push(...conversations(frame, phrases), ...continuations(frame, melody))
    all.push(...accompaniments(frame, melody, piece.notes))
  }
  return all.filter((exchange) => exchange.piece.notes.length <= MOST_NOTES)
}

interface Frame {
  piece: Piece
  /** At bar lines. */
  meters: readonly PieceMeter[]
}

/** Phrase and answer in turn, and the same with the parts exchanged. */
function conversations({ piece, meters }: Frame, phrases: readonly PieceNote[][]): Exchange[] {
  const all: Exchange[] = []
  for (const first of [0, 1])
    for (let at = first; at + 1 < phrases.length; at += TURNS) {
      const turns = together(phrases.slice(at, at + TURNS), meters)
      if (turns.length < 2) continue
      const notes = turns.flatMap((phrase, turn) =>
        played(phrase, turn % 2 === 0 ? CALLER : ANSWERER),
      )
      const mode = isImitation(turns[0]!, turns[1]!) ? "imitate" : "answer"
      all.push({ mode, piece: cutOut({ piece, meters }, notes) })
    }
  return all
}

/** Those at the beginning that follow each other without a long rest. */
function together(phrases: readonly PieceNote[][], meters: readonly PieceMeter[]): PieceNote[][] {
  const most = MOST_BARS_BETWEEN * barsOf(meters).next().value.lengthTicks
  const apart = phrases.findIndex((phrase, at) => {
    const last = phrases[at - 1]?.at(-1)
    return last && phrase[0]!.startTicks - last.startTicks - last.lengthTicks > most
  })
  return apart < 0 ? [...phrases] : phrases.slice(0, apart)
}

/** Parts of a melody that are taken over in the middle of it. */
function continuations(frame: Frame, melody: readonly PieceNote[]): Exchange[] {
  const all: Exchange[] = []
  for (const bars of windows(frame, melody, 2 * ACCOMPANIED_BARS)) {
    const notes = within(melody, bars)
    const half = Math.floor(notes.length / 2)
    if (notes.length < LEAST_MELODY) continue
    const parts = [...played(notes.slice(0, half), CALLER), ...played(notes.slice(half), ANSWERER)]
    all.push({ mode: "continue", piece: cutOut(frame, parts) })
  }
  return all
}

/** A melody, and all that sounds with it. */
function accompaniments(
  frame: Frame,
  melody: readonly PieceNote[],
  everything: readonly PieceNote[],
): Exchange[] {
  const own = new Set(melody)
  const others = everything.filter((note) => note.program !== DRUMS && !own.has(note))
  const all: Exchange[] = []
  for (const bars of windows(frame, melody, ACCOMPANIED_BARS)) {
    const [tune, rest] = [within(melody, bars), within(others, bars)]
    if (tune.length < LEAST_MELODY / 2 || rest.length < tune.length / 2) continue
    const parts = [...played(tune, CALLER), ...played(rest, ANSWERER)]
    all.push({ mode: "accompany", piece: cutOut(frame, parts) })
  }
  return all
}

interface Stretch {
  startTicks: number
  endTicks: number
}

/** So many bars each, from the one where the melody begins to the one where it ends. */
function* windows(
  { meters }: Frame,
  melody: readonly PieceNote[],
  count: number,
): Generator<Stretch> {
  const end = melody.at(-1)!.startTicks
  let some: PieceBar[] = []
  for (const bar of barsOf(meters)) {
    if (bar.startTicks > end) return
    if (bar.startTicks + bar.lengthTicks <= melody[0]!.startTicks) continue
    some.push(bar)
    if (some.length < count) continue
    yield { startTicks: some[0]!.startTicks, endTicks: bar.startTicks + bar.lengthTicks }
    some = []
  }
}

const within = (notes: readonly PieceNote[], { startTicks, endTicks }: Stretch): PieceNote[] =>
  notes.filter((note) => note.startTicks >= startTicks && note.startTicks < endTicks)

const played = (notes: readonly PieceNote[], program: number): PieceNote[] =>
  notes.map((note) => ({ ...note, program }))

/** As a piece of its own, from the bar line before its first note. */
function cutOut({ piece, meters }: Frame, notes: readonly PieceNote[]): Piece {
  const first = Math.min(...notes.map(({ startTicks }) => startTicks))
  const last = Math.max(...notes.map(({ startTicks }) => startTicks))
  let from = 0
  for (const bar of barsOf(meters)) {
    if (bar.startTicks > first) break
    from = bar.startTicks
  }
  const moved = <T extends { startTicks: number }>(all: readonly T[]): T[] => {
    const before = all.findLast(({ startTicks }) => startTicks <= from)
    const rest = all.filter(({ startTicks }) => startTicks > from && startTicks <= last)
    return [...(before ? [{ ...before, startTicks: from }] : []), ...rest].map((each) => ({
      ...each,
      startTicks: each.startTicks - from,
    }))
  }
  return {
    notes: notes
      .map((note) => ({ ...note, startTicks: note.startTicks - from }))
      .sort(compareNotes),
    meters: moved(meters),
    tempos: moved(piece.tempos),
  }
}

/** Whether the answer takes up a motif: half or more of its intervals stand in the call, three or more in a row. */
function isImitation(call: readonly PieceNote[], answer: readonly PieceNote[]): boolean {
  const [theirs, ours] = [intervalsOf(call), intervalsOf(answer)]
  return sharedRun(theirs, ours) >= Math.max(3, ours.length / 2)
}

const intervalsOf = (notes: readonly PieceNote[]): number[] =>
  notes.slice(1).map(({ pitch }, at) => pitch - notes[at]!.pitch)

/** Length of the longest run that stands in both. */
function sharedRun(one: readonly number[], other: readonly number[]): number {
  let longest = 0
  let before = new Array<number>(other.length + 1).fill(0)
  for (const left of one) {
    const now = [0, ...other.map((right, at) => (left === right ? before[at]! + 1 : 0))]
    longest = Math.max(longest, ...now)
    before = now
  }
  return longest
}

const meanPitch = (notes: readonly PieceNote[]): number =>
  notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length
