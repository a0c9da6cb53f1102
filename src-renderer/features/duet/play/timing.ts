/** Where beats and bar lines fall on the clock of `performance.now()`, in seconds. Pure. */
import type { DuetBeat } from "#shared/contract/index.ts"
import { meterMapOf, tempoMapOf, type Project } from "#shared/project/index.ts"

export interface Beats {
  readonly bpm: number
  readonly numerator: number
  readonly denominator: number
  /** Of a bar line, on the clock. */
  readonly lineSeconds: number
  readonly barSeconds: number
}

/** As the song goes now. @param positionTicks that is heard at `nowSeconds` */
export function beatsOfSong(project: Project, positionTicks: number, nowSeconds: number): Beats {
  const tempo = tempoMapOf(project)
  const bar = meterMapOf(project).barAt(positionTicks)
  const at = (ticks: number): number => tempo.secondsAt(ticks)
  return {
    bpm: tempo.bpmAt(positionTicks),
    ...{ numerator: bar.meter.numerator, denominator: bar.meter.denominator },
    lineSeconds: nowSeconds + at(bar.startTicks) - at(positionTicks),
    barSeconds: at(bar.endTicks) - at(bar.startTicks),
  }
}

/** The first bar line at or after a time. */
export function nextLine({ lineSeconds, barSeconds }: Beats, seconds: number): number {
  return lineSeconds + Math.ceil((seconds - lineSeconds) / barSeconds - 1e-6) * barSeconds
}

const DENOMINATORS = [2, 4, 8, 16] as const

/** As a call has it, whose time 0 is at `startSeconds`. Null for meters that no model knows. */
export function beatOfCall(beats: Beats, startSeconds: number): DuetBeat | null {
  const { bpm, numerator, barSeconds } = beats
  const denominator = DENOMINATORS.find((each) => each === beats.denominator)
  if (denominator === undefined || numerator > 16 || bpm < 20 || bpm > 400) return null
  // A hair before a line is on it.
  const into = startSeconds + 1e-3 - nextLine(beats, startSeconds + 1e-3) + barSeconds
  return { bpm, barSeconds: Math.min(0, -into), numerator, denominator }
}

/** The first time at or after `earliest` that is whole beats away from `wanted`; `wanted` itself where it is in time. */
export function inTime(wanted: number, earliest: number, { bpm }: Pick<Beats, "bpm">): number {
  const late = earliest - wanted
  return late <= 0 ? wanted : wanted + Math.ceil((late * bpm) / 60 - 1e-6) * (60 / bpm)
}
