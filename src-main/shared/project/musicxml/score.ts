/** A piece as it is to be written: bars, and parts on their staves. A copy: nothing of it goes back into the document. */
import {
  barTicks,
  createMeterMap,
  TICKS_PER_QUARTER,
  type Bar,
  type Key,
  type MeterMap,
  type MeterPoint,
} from "#shared/music/index.ts"
import { entityOf, type Project, type Track } from "../model/index.ts"
import { presetOf } from "../midi/preset.ts"
import type { HeardNote } from "./heard-notes.ts"
import { clefsFor, stavesOf, type Staff } from "./staves.ts"
import { FINEST_STRAIGHT_TICKS, onWrittenGrid } from "./written-grid.ts"

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

export function partOf(
  project: Project,
  track: Track,
  notes: readonly HeardNote[],
  { id, meters }: { id: string; meters: MeterMap },
): ScorePart {
  const isDrums = track.kind === "drum"
  const written = onWrittenGrid(notes, meters)
  const lengthened = isDrums ? withDrumValues(written, meters) : written
  return {
    ...{ id, name: track.name, isDrums, ...presetOf(project, track) },
    staves: stavesOf(lengthened, clefsFor(notes, isDrums)),
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

/** A drum is written up to the next one, at most to the beat's end, where its own length is no value of its own. */
function withDrumValues(notes: readonly HeardNote[], meters: MeterMap): HeardNote[] {
  const starts = [...new Set(notes.map(({ startTicks }) => startTicks))].sort((a, b) => a - b)
  const places = new Map(starts.map((start, i) => [start, starts[i + 1] ?? Infinity]))
  return notes.map((note) => {
    const { startTicks, endTicks } = note
    if ((endTicks - startTicks) % SHORTEST_DRUM_TICKS === 0) return note
    const bar = meters.barAt(startTicks)
    const inBeat = (startTicks - bar.startTicks) % TICKS_PER_QUARTER
    const beatEnd = Math.min(startTicks - inBeat + TICKS_PER_QUARTER, bar.endTicks)
    return { ...note, endTicks: Math.min(places.get(startTicks)!, beatEnd) }
  })
}

const SHORTEST_DRUM_TICKS = 120
