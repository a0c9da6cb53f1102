/** The song's beats in the clock of what decks do, while it plays. */
import { beatTicks, TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { meterMapOf, tempoMapOf, type Project } from "#shared/project/index.ts"
import type { Grid } from "./timing.ts"

export interface SongGrid extends Grid {
  /** On screen, of the bar at `firstBeatSeconds`. */
  bar: number
}

/** Of the bar that is heard: a tempo that changes within the last bars is drawn as it is now. */
export function songGrid(project: Project, heardTicks: number, heardSeconds: number): SongGrid {
  const { bar, startTicks, meter } = meterMapOf(project).barAt(heardTicks)
  const bpm = tempoMapOf(project).bpmAt(heardTicks)
  const secondsPerTick = 60 / bpm / TICKS_PER_QUARTER
  return {
    tempoBpm: (bpm * TICKS_PER_QUARTER) / beatTicks(meter),
    firstBeatSeconds: heardSeconds - (heardTicks - startTicks) * secondsPerTick,
    beatsPerBar: meter.numerator,
    bar: bar + 1,
  }
}
