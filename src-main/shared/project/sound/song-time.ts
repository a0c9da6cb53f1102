/** Ticks of a project as frames of a graph. */
import type { TempoMap } from "#shared/music/index.ts"
import { tempoMapOf } from "../edit/maps.ts"
import type { Project } from "../model/index.ts"

export interface SongTime {
  readonly rateHz: number
  readonly tempo: TempoMap
  /** Song frame of a tick, the nearest whole one. */
  frameAt(tick: number): number
}

export function songTime(project: Pick<Project, "tempo">, rateHz: number): SongTime {
  const tempo = tempoMapOf(project)
  return { rateHz, tempo, frameAt: (tick) => Math.round(tempo.secondsAt(tick) * rateHz) }
}
