/** A played phrase as the model reads it: on a grid, in bars, with its key; and how it was played. */
import type { DuetBeat, PlayedNote } from "#shared/contract/duet.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { barTicksOf, GRID_TICKS, type Piece } from "../../symbolic/index.ts"
import { CALLER } from "../roles.ts"
import { placesOf, tempoOf, TOGETHER_SECONDS } from "./beats.ts"
import { type Feel, feelOf } from "./feel.ts"
import { heardKey } from "./heard-key.ts"

export interface HeardCall {
  bpm: number
  /** Of all notes the caller's program; tick 0 is a bar line. */
  piece: Piece
  meter: { numerator: number; denominator: number }
  barTicks: number
  /** Seconds of tick 0 on the call's clock. */
  originSeconds: number
  startTicks: number
  endTicks: number
  key: number | null
  notesABeat: number
  middlePitch: number
  feel: Feel
  /** Null where beats were found, not given. */
  isInTime: boolean
}

const STEPS = 12

/** @param call at least one note, by start */
export function hearCall(call: readonly PlayedNote[], beat: DuetBeat | null): HeardCall {
  const onsets = together(call)
  const bpm = beat?.bpm ?? tempoOf([...new Set(onsets)])
  const stepSeconds = 60 / bpm / STEPS
  const meter = { numerator: beat?.numerator ?? 4, denominator: beat?.denominator ?? 4 }
  const barTicks = barTicksOf(meter)
  const steps = stepsOf(onsets, { bpm, beat })
  const first = onsets[0]!
  // Where beats are found the first note is on one.
  const originSeconds = beat?.barSeconds ?? first - steps[0]! * stepSeconds
  const notes = call.map(({ pitch, velocity, lengthSeconds }, at) => ({
    startTicks: steps[at]! * GRID_TICKS,
    lengthTicks: Math.max(1, Math.round(lengthSeconds / stepSeconds)) * GRID_TICKS,
    ...{ pitch, velocity, program: CALLER },
  }))
  const startTicks = notes[0]!.startTicks
  const endTicks = Math.max(...notes.map((note) => note.startTicks + note.lengthTicks))
  return {
    ...{ bpm, meter, barTicks, originSeconds, startTicks, endTicks },
    piece: {
      notes,
      meters: [{ startTicks: 0, ...meter }],
      tempos: [{ startTicks: 0, bpm }],
    },
    key: heardKey(notes),
    notesABeat: notes.length / Math.max(1, (endTicks - startTicks) / TICKS_PER_QUARTER),
    middlePitch: notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length,
    feel: feelOf(call, steps, { stepSeconds, startSeconds: originSeconds }),
    isInTime: beat !== null,
  }
}

/** Onsets of notes, those of a chord at its first. */
function together(call: readonly PlayedNote[]): number[] {
  let at = -Infinity
  return call.map(({ startSeconds }) => {
    if (startSeconds - at > TOGETHER_SECONDS) at = startSeconds
    return at
  })
}

function stepsOf(
  onsets: readonly number[],
  { bpm, beat }: { bpm: number; beat: DuetBeat | null },
): number[] {
  const distinct = [...new Set(onsets)]
  const places = beat
    ? // The bar line itself is the anchor: nobody drifts from a metronome.
      placesOf([beat.barSeconds, ...distinct], bpm).slice(1)
    : placesOf(distinct, bpm)
  const placeOf = new Map(distinct.map((seconds, at) => [seconds, places[at]!]))
  return onsets.map((seconds) => placeOf.get(seconds)!)
}
