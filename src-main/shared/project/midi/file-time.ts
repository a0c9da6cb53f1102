/** Ticks of a MIDI file as ticks of the project (960 a quarter) and back. */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import type { MidiDivision } from "#shared/music/midi-file/index.ts"

export interface FileTime {
  /** The nearest tick of the project: exact where the file's division divides 960. */
  toProject(fileTicks: number): number
  /**
   * The nearest tick of the file. Gives back what `toProject` was given wherever the file's ticks are not finer than the
   * project's: a rounding by less than half a tick is undone by the next.
   */
  toFile(ticks: number): number
  /** Whether the file's ticks are finer, so that different times may become one. */
  readonly isCoarser: boolean
}

/** Film time has no quarters: it is laid out at 120 a minute. */
export const SMPTE_BPM = 120
/** 29 stands for drop-frame time code, which runs at 30,000/1,001 frames a second. */
const DROP_FRAME_RATE = 30_000 / 1001

export function fileTime(division: MidiDivision): FileTime {
  const scale = TICKS_PER_QUARTER / ticksPerQuarter(division)
  return {
    toProject: (fileTicks) => Math.round(fileTicks * scale),
    toFile: (ticks) => Math.round(ticks / scale),
    isCoarser: scale < 1,
  }
}

function ticksPerQuarter(division: MidiDivision): number {
  if (division.kind === "quarters") return division.ticksPerQuarter
  const { framesPerSecond, ticksPerFrame } = division
  const rate = framesPerSecond === 29 ? DROP_FRAME_RATE : framesPerSecond
  return (rate * ticksPerFrame * 60) / SMPTE_BPM
}
