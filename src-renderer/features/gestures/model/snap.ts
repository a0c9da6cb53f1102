/** Grids that a hand keeps to. */
import { nearestLine, type BeatGrid } from "#shared/gesture/index.ts"

/** The beats of a take, as they are known. */
export interface Beats {
  readonly tempoBpm: number
  readonly firstBeatSeconds: number
  readonly beatsPerBar: number
}

export const GRID_NAMES = ["1/4", "1/8", "1/16", "1/32", "1/8T", "1/16T"] as const
export type GridName = (typeof GRID_NAMES)[number]

const LINES_PER_BEAT: Record<GridName, number> = {
  ...{ "1/4": 1, "1/8": 2, "1/16": 4, "1/32": 8, "1/8T": 3, "1/16T": 6 },
}

/** Undefined where no beats are known. */
export const gridOf = (beats: Beats | null, name: GridName): BeatGrid | undefined =>
  beats
    ? {
        tempoBpm: beats.tempoBpm,
        firstBeatSeconds: beats.firstBeatSeconds,
        linesPerBeat: LINES_PER_BEAT[name],
      }
    : undefined

export const snapped = (seconds: number, grid: BeatGrid | undefined): number =>
  grid ? nearestLine(seconds, grid) : seconds
