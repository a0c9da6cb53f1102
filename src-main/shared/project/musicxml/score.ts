/** A piece as it is to be written: bars, and parts on their staves. A copy: nothing of it goes back into the document. */
import {
  barTicks,
  createMeterMap,
  type Bar,
  type Key,
  type MeterMap,
  type MeterPoint,
} from "#shared/music/index.ts"
import { entityOf, type Project, type Track } from "../model/index.ts"
import { presetOf } from "../midi/preset.ts"
import type { HeardNote } from "./heard-notes.ts"
import { withDrumValues, withPlainEnds } from "./plain-values.ts"
import { clefsFor, stavesOf, type Staff } from "./staves.ts"
import { FINEST_STRAIGHT_TICKS } from "./tuplets.ts"
import { onWrittenGrid, withToldEnd } from "./written-grid.ts"

export interface ScorePart {
  readonly id: string
  readonly name: string
  readonly isDrums: boolean
  /** General MIDI, 0..127. */
  readonly program: number
  readonly bank: number
  readonly staves: readonly Staff[]
  /** Keys of the kit that it has, ascending. */
  readonly drums: readonly number[]
}

export interface Score {
  readonly meters: MeterMap
  readonly parts: readonly ScorePart[]
  keyAt(tick: number): Key | undefined
}

interface PartOptions {
  readonly id: string
  readonly meters: MeterMap
  /** For the eye: lengths as they are easiest to read; else as exact as they can be told. */
  readonly isPlain: boolean
}

export function partOf(
  project: Project,
  track: Track,
  notes: readonly HeardNote[],
  { id, meters, isPlain }: PartOptions,
): ScorePart {
  const isDrums = track.kind === "drum"
  const plain = isPlain && !isDrums ? withPlainEnds(notes, meters) : notes
  const written = onWrittenGrid(plain, meters)
  const lengthened = isDrums ? withDrumValues(written, meters, !isPlain) : written
  const told = lengthened.map((note) => withToldEnd(note, meters))
  return {
    ...{ id, name: track.name, isDrums, ...presetOf(project, track) },
    staves: stavesOf(told, clefsFor(notes, isDrums), meters),
    drums: isDrums ? [...new Set(notes.map(({ pitch }) => pitch))].sort((a, b) => a - b) : [],
  }
}

/** Meters begin on a 64th, so that every bar can be filled with note values. */
export function writtenMeters({ meters }: Pick<Project, "meters">): MeterMap {
  const written: MeterPoint[] = []
  for (const meter of meters) {
    const last = written.at(-1)?.tick ?? 0
    const steps = Math.round((meter.tick - last) / FINEST_STRAIGHT_TICKS)
    if (written.length > 0 && steps === 0) written.pop()
    written.push({ ...meter, tick: last + steps * FINEST_STRAIGHT_TICKS })
  }
  return createMeterMap(written)
}

export function keyFinder({ keys }: Pick<Project, "keys">): (tick: number) => Key | undefined {
  return (tick) => keys.findLast((key) => key.tick <= tick)
}

/** Whether a bar ends before its meter does, as an upbeat. */
export function isShort({ startTicks, endTicks, meter }: Bar): boolean {
  return endTicks - startTicks < barTicks(meter)
}

export function trackOf(project: Project, id: string): Track | undefined {
  return entityOf(project.tracks, id)
}
