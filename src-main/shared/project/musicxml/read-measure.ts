/** What stands in a bar of a part, at ticks from the bar's start. */
import type {
  DirectionEntry,
  HarmonyEntry,
  Measure,
  MeasureAttributes,
  NoteEntry,
} from "musicxml-io"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"

export interface NoteAt {
  readonly startTicks: number
  readonly lengthTicks: number
  readonly entry: NoteEntry
}

export interface At<T> {
  readonly tick: number
  readonly entry: T
}

export interface ReadMeasure {
  /** By start. */
  readonly notes: readonly NoteAt[]
  readonly directions: readonly At<DirectionEntry>[]
  readonly harmonies: readonly At<HarmonyEntry>[]
  readonly attributes: readonly At<MeasureAttributes>[]
  readonly tempi: readonly At<number>[]
  /** How far its notes, rests and gaps reach. */
  readonly contentTicks: number
}

interface Cursor {
  at: number
  reach: number
  /** Where the note before began: chords begin there. */
  chordAt: number
}

/** Reads the bars of a part one after another: a time unit holds until it is changed. */
export function measureReader(): (measure: Measure) => ReadMeasure {
  let divisions = 1
  return (measure) => {
    const read = {
      notes: [] as NoteAt[],
      directions: [] as At<DirectionEntry>[],
      harmonies: [] as At<HarmonyEntry>[],
      attributes: [] as At<MeasureAttributes>[],
      tempi: [] as At<number>[],
    }
    const ticks = (duration: number | undefined): number =>
      (finite(duration) * TICKS_PER_QUARTER) / divisions
    const cursor: Cursor = { at: 0, reach: 0, chordAt: 0 }
    const go = (by: number): void => {
      cursor.at = Math.max(0, cursor.at + by)
      cursor.reach = Math.max(cursor.reach, cursor.at)
    }
    const place = (offset: number | undefined): number =>
      Math.max(0, Math.round(cursor.at + ticks(offset)))
    const take = (attributes: MeasureAttributes): void => {
      if (attributes.divisions !== undefined && attributes.divisions > 0)
        divisions = attributes.divisions
      read.attributes.push({ tick: Math.round(cursor.at), entry: attributes })
    }
    if (measure.attributes) take(measure.attributes)
    for (const entry of measure.entries) {
      if (entry.type === "attributes") take(entry.attributes)
      else if (entry.type === "backup") go(-ticks(entry.duration))
      else if (entry.type === "forward") go(ticks(entry.duration))
      else if (entry.type === "direction")
        read.directions.push({ tick: place(entry.offset), entry })
      else if (entry.type === "harmony") read.harmonies.push({ tick: place(entry.offset), entry })
      else if (entry.type === "sound" && entry.tempo !== undefined)
        read.tempi.push({ tick: place(0), entry: entry.tempo })
      else if (entry.type === "note") addNote(entry)
    }
    function addNote(entry: NoteEntry): void {
      const length = entry.grace ? 0 : Math.max(0, ticks(entry.duration))
      if (!entry.chord) cursor.chordAt = cursor.at
      const start = Math.round(cursor.chordAt)
      const end = Math.round(cursor.chordAt + length)
      read.notes.push({ startTicks: start, lengthTicks: end - start, entry })
      if (!entry.chord) go(length)
    }
    read.notes.sort((a, b) => a.startTicks - b.startTicks)
    return { ...read, contentTicks: Math.round(cursor.reach) }
  }
}

/** What a file leaves out or garbles counts as nothing. */
function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0
}
