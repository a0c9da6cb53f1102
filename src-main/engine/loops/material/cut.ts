/** Loops of pieces: what is in every two or four bars of 4/4, voice by voice, where it lies on sixteenths. */
import type { Loop, LoopBars, LoopNote } from "#shared/contract/loops.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import {
  barsOf,
  barTicksOf,
  DRUMS,
  metersAtBars,
  type Piece,
  type PieceNote,
} from "../../symbolic/index.ts"
import { skyline } from "../heard/skyline.ts"

const STEP_TICKS = TICKS_PER_QUARTER / 4
const BAR_TICKS = 4 * TICKS_PER_QUARTER
/** Of a sixteenth: scores that are further off are in triplets or not in time. */
const NEAR = 0.2
const MOST_OFF = 0.1
const FEWEST_ONSETS = { 2: 4, 4: 6 }
const FEWEST_PITCHES = 2
const WIDEST = 24
const FEWEST_HITS = 4

/** Ticks at which two or four bars begin, every bar another; bars of 2/4 count in pairs, other meters end a run. */
function beginnings(piece: Piece, bars: number): number[] {
  const last = piece.notes.reduce((end, { startTicks }) => Math.max(end, startTicks), 0)
  const found: number[] = []
  let run: number[] = []
  for (const { startTicks, meter } of barsOf(metersAtBars(piece.meters))) {
    if (startTicks > last) return found
    const ticks = barTicksOf(meter)
    if (BAR_TICKS % ticks !== 0 || ticks * 4 < BAR_TICKS || meter.numerator % 3 === 0) {
      run = []
      continue
    }
    run.push(startTicks)
    const begin = run.findLast(
      (ticks) =>
        startTicks - ticks >= 0 && ticks + bars * BAR_TICKS <= startTicks + barTicksOf(meter),
    )
    if (
      begin !== undefined &&
      (begin - run[0]!) % BAR_TICKS === 0 &&
      startTicks + barTicksOf(meter) - begin === bars * BAR_TICKS
    )
      found.push(begin)
  }
  return found
}

export function melodiesOf(piece: Piece, bars: LoopBars): Loop[] {
  const loops: Loop[] = []
  const starts = beginnings(piece, bars)
  for (const [program, notes] of Map.groupBy(piece.notes, (note) => note.program)) {
    if (program === DRUMS) continue
    for (const { inside, off } of windows(notes, starts, bars)) {
      if (off > MOST_OFF) continue
      const top = skyline(inside)
      const bottom = skyline(inside, "lowest")
      const both = isSame(top, bottom) ? [top] : [top, bottom]
      loops.push(
        ...both
          .filter((voice) => isMelody(voice, bars))
          .map((voice): Loop => ({ kind: "melody", bars, notes: voice })),
      )
    }
  }
  return loops
}

export function drumLoopsOf(piece: Piece, bars: LoopBars): Loop[] {
  const struck = piece.notes.filter(({ program }) => program === DRUMS)
  return windows(struck, beginnings(piece, bars), bars)
    .filter(({ inside }) => inside.length >= FEWEST_HITS)
    .map(({ inside: notes }) => ({ kind: "drums", bars, notes }))
}

interface Window {
  inside: LoopNote[]
  /** Share of notes that are not near a sixteenth. */
  off: number
}

function windows(notes: readonly PieceNote[], starts: readonly number[], bars: number): Window[] {
  let from = 0
  return starts.map((start) => {
    const end = start + bars * BAR_TICKS
    const at = (ticks: number): number => (ticks - start) / STEP_TICKS
    while (from < notes.length && at(notes[from]!.startTicks) < -0.5) from++
    const inside: LoopNote[] = []
    let off = 0
    for (let i = from; i < notes.length && notes[i]!.startTicks < end - STEP_TICKS / 2; i++) {
      const { startTicks, lengthTicks, pitch, velocity } = notes[i]!
      const startStep = Math.max(0, Math.round(at(startTicks)))
      if (Math.abs(at(startTicks) - startStep) > NEAR) off++
      const lengthSteps = Math.max(1, Math.round(lengthTicks / STEP_TICKS))
      inside.push({ startStep, lengthSteps, pitch, velocity })
    }
    return { inside, off: off / Math.max(1, inside.length) }
  })
}

function isMelody(voice: readonly LoopNote[], bars: LoopBars): boolean {
  const pitches = voice.map(({ pitch }) => pitch)
  return (
    voice.length >= FEWEST_ONSETS[bars] &&
    new Set(pitches).size >= FEWEST_PITCHES &&
    Math.max(...pitches) - Math.min(...pitches) <= WIDEST
  )
}

const isSame = (one: readonly LoopNote[], other: readonly LoopNote[]): boolean =>
  one.length === other.length && one.every(({ pitch }, i) => pitch === other[i]!.pitch)
