/** Where an answer stands against its call, before a note of it is written. */
import type { DuetMode, DuetTaste } from "#shared/contract/duet.ts"
import type { Wishes } from "#shared/contract/training.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { densityBin } from "../../training/index.ts"
import type { HeardCall } from "../hearing/hear-call.ts"

export interface AnswerPlan {
  call: HeardCall
  mode: DuetMode
  taste: DuetTaste
  seed: number
  /** No note begins before. */
  fromTicks: number
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
}

/** A bar line that was only just passed is the one that was meant. */
const LATE_TICKS = TICKS_PER_QUARTER / 2

/** @param isDuet whether the model knows modes */
export function planAnswer(
  call: HeardCall,
  { mode, taste, seed, bars }: AnswerRequest,
  isDuet: boolean,
): AnswerPlan {
  const isOnBar = mode === "trade" || (mode === "accompany" && call.isInTime)
  const callTicks = call.endTicks - call.startTicks
  const lengthTicks = isOnBar
    ? bars * call.barTicks
    : Math.max(TICKS_PER_QUARTER, Math.round(callTicks * taste.length))
  const fromTicks = isOnBar
    ? Math.ceil((call.endTicks - LATE_TICKS) / call.barTicks) * call.barTicks
    : call.endTicks
  return {
    ...{ call, mode, taste, seed, fromTicks, lengthTicks, isOnBar },
    isUnderCall: mode === "accompany" && !call.isInTime,
    mayEndSooner: isDuet && !isOnBar,
    wishes: wishesOf(call, mode, taste, isDuet),
  }
}

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
