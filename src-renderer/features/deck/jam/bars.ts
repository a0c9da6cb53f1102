/** Bar lines of the song, in ticks and on the clock of the output. Pure. */
import type { JamBeat } from "#shared/contract/index.ts"
import { meterMapOf, tempoMapOf, type Project } from "#shared/project/index.ts"
import type { SongPlace } from "../../../audio/index.ts"

/** The first bar line after a place, or at it. */
export function lineAfter(project: Project, ticks: number): number {
  const bar = meterMapOf(project).barAt(Math.max(0, ticks))
  return ticks - bar.startTicks < 1 ? bar.startTicks : bar.endTicks
}

/** The bar line so many bars on. @param line a bar line */
export function lineIn(project: Project, line: number, bars: number): number {
  let ticks = line
  for (let bar = 0; bar < bars; bar++) ticks = meterMapOf(project).barAt(ticks + 0.5).endTicks
  return ticks
}

/** As it is shown: from 1. */
export const barNumber = (project: Project, line: number): number =>
  meterMapOf(project).barAt(line + 0.5).bar + 1

/** When a place of the song comes, seconds of the output's clock. */
export function secondsOf(project: Project, place: SongPlace, ticks: number): number {
  const tempo = tempoMapOf(project)
  return place.contextSeconds + tempo.secondsAt(ticks) - tempo.secondsAt(place.ticks)
}

/** @param line a bar line @param barSeconds when it is, in the call's own seconds */
export function beatAt(project: Project, line: number, barSeconds: number): JamBeat {
  const bar = meterMapOf(project).barAt(line + 0.5)
  const tempo = tempoMapOf(project)
  const seconds = tempo.secondsAt(bar.endTicks) - tempo.secondsAt(bar.startTicks)
  const beatsPerBar = Math.min(16, bar.meter.numerator)
  const bpm = Math.min(400, Math.max(20, (60 * beatsPerBar) / seconds))
  return { bpm, beatsPerBar, barSeconds }
}
