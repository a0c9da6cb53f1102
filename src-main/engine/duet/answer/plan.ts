/** Where an answer stands against its call, before a note of it is written. */
import type { DuetMode, DuetTaste } from "#shared/contract/duet.ts"
import type { Wishes } from "#shared/contract/training.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { GRID_TICKS } from "../../symbolic/index.ts"
import { densityBin } from "../../training/index.ts"
import type { HeardCall } from "../hearing/hear-call.ts"

export interface AnswerPlan {
  call: HeardCall
  mode: DuetMode
  taste: DuetTaste
  seed: number
  /** No note begins before. */
  fromTicks: number
  /** The first note begins then at the latest: Infinity where a model may rest as it likes. */
  latestTicks: number
  /** Of the answer, from its first note on; where it is on bar lines, from `fromTicks` on. */
  lengthTicks: number
  isOnBar: boolean
  /** It sounds together with the call, which is known to its end. */
  isUnderCall: boolean
  /** It may end sooner, where its phrase does. */
  mayEndSooner: boolean
  wishes: Wishes
}

export interface AnswerRequest {
  mode: DuetMode
  taste: DuetTaste
  seed: number
  bars: number
  /** No note begins before, from the call's time 0 on. */
  fromSeconds?: number
}

/** A bar line that was only just passed is the one that was meant. */
const LATE_TICKS = TICKS_PER_QUARTER / 2

/** @param isDuet whether the model knows modes */
export function planAnswer(
  call: HeardCall,
  { mode, taste, seed, bars, fromSeconds = 0 }: AnswerRequest,
  isDuet: boolean,
): AnswerPlan {
  const isOnBar = mode === "trade"
  const callTicks = call.endTicks - call.startTicks
  const lengthTicks = isOnBar
    ? bars * call.barTicks
    : Math.max(TICKS_PER_QUARTER, Math.round(callTicks * taste.length))
  const fromTicks = isOnBar
    ? Math.ceil((call.endTicks - LATE_TICKS) / call.barTicks) * call.barTicks
    : Math.max(call.endTicks, ticksAt(call, fromSeconds))
  const beatTicks = (4 * TICKS_PER_QUARTER) / call.meter.denominator
  return {
    ...{ call, mode, taste, seed, fromTicks, lengthTicks, isOnBar },
    latestTicks: mode === "continue" ? Math.ceil(fromTicks / beatTicks) * beatTicks : Infinity,
    isUnderCall: mode === "accompany",
    mayEndSooner: isDuet && !isOnBar,
    wishes: wishesOf(call, mode, taste, isDuet),
  }
}

/** On the grid. */
const ticksAt = ({ originSeconds, bpm }: HeardCall, seconds: number): number =>
  Math.round((((seconds - originSeconds) * bpm) / 60) * (TICKS_PER_QUARTER / GRID_TICKS)) *
  GRID_TICKS

/** What the model is told: with nothing of it changing while somebody plays, it need not read the phrase again. */
export function wishesOf(
  { key, bpm, notesABeat }: HeardCall,
  mode: DuetMode,
  taste: DuetTaste,
  isDuet: boolean,
): Wishes {
  return {
    ...(isDuet && { genre: mode === "trade" ? "answer" : mode }),
    ...(key !== null && { key }),
    tempoBpm: Math.min(400, Math.max(20, bpm)),
    density: densityBin(notesABeat * taste.density),
  }
}
