/** Ticks of a project as frames of a graph. */
import { createTempoMap, type TempoMap } from "../../music/index.ts"
import { entitiesOf, type Project } from "../model/index.ts"

export interface SongTime {
  readonly rateHz: number
  readonly tempo: TempoMap
  frameAt(tick: number): number
}

export function songTime({ tempo: points }: Project, rateHz: number): SongTime {
  const tempo = createTempoMap(points)
  return { rateHz, tempo, frameAt: (tick) => Math.round(tempo.secondsAt(tick) * rateHz) }
}

/** The tick at which the last clip ends. */
export function endOfSong({ clips }: Project): number {
  return entitiesOf(clips).reduce(
    (end, { startTicks, lengthTicks }) => Math.max(end, startTicks + lengthTicks),
    0,
  )
}
