/** The notes of a part as they sound: ties joined, transposing instruments at their sounding pitch, dynamics as velocities. */
import type { NoteEntry, PartInfo } from "musicxml-io"
import { levelOf, velocityOf } from "./dynamics.ts"
import { drumAt } from "./drum-notation.ts"
import type { PlayedBar } from "./read-bars.ts"
import type { NoteAt, ReadMeasure } from "./read-measure.ts"
import { pitchOf } from "./spelling.ts"

export type MidiInstrument = NonNullable<PartInfo["midiInstruments"]>[number]

export interface PartNote {
  startTicks: number
  lengthTicks: number
  readonly pitch: number
  readonly velocity: number
}

export interface LeftOut {
  graceNotes: number
  /** Of pitches that MIDI does not reach. */
  tooFar: number
}

/** Of one written bar, with what had been set before it. */
interface ReadyNote extends NoteAt {
  readonly pitch: number
  readonly velocity: number
}

interface OpenTie {
  readonly note: PartNote
  readonly voice: string
}

/** The velocity before any dynamics. */
const MEDIUM = 80
const NEAR_TICKS = 2
/** Of one pitch: more than any part has voices. */
const MOST_OPEN_TIES = 32

/** @param measures as they are written @returns by start */
export function notesOfPart(
  measures: readonly ReadMeasure[],
  bars: readonly PlayedBar[],
  instruments: readonly MidiInstrument[],
  leftOut: LeftOut,
): PartNote[] {
  const ready = readyNotes(measures, instruments, leftOut)
  const notes: PartNote[] = []
  const open = new Map<number, OpenTie[]>()
  for (const { index, startTicks } of bars)
    for (const each of ready[index] ?? []) addNote(notes, open, each, startTicks + each.startTicks)
  return notes.sort((a, b) => a.startTicks - b.startTicks)
}

/** Adds the note, or makes the one longer that is tied to it. @param open ties by pitch that wait for their other end */
function addNote(
  notes: PartNote[],
  open: Map<number, OpenTie[]>,
  { entry, pitch, velocity, lengthTicks }: ReadyNote,
  start: number,
): void {
  const ties = tiesOf(entry)
  const voice = entry.voice ?? ""
  const waiting = (open.get(pitch) ?? []).filter(({ note }) => endOf(note) >= start - NEAR_TICKS)
  const fitting = ties.includes("stop")
    ? waiting.filter(({ note }) => endOf(note) <= start + NEAR_TICKS)
    : []
  const before = fitting.find((tie) => tie.voice === voice) ?? fitting[0]
  const note = before?.note ?? { startTicks: start, lengthTicks, pitch, velocity }
  if (before) note.lengthTicks = start + lengthTicks - note.startTicks
  else notes.push(note)
  const others = waiting.filter((tie) => tie !== before)
  open.set(
    pitch,
    ties.includes("start") ? [...others, { note, voice }].slice(-MOST_OPEN_TIES) : others,
  )
}

function tiesOf({ tie, ties, notations }: NoteEntry): string[] {
  const sounding = [...(ties ?? []), ...(tie ? [tie] : [])].map(({ type }) => type)
  if (sounding.length > 0) return sounding
  return (notations ?? []).flatMap((each) => (each.type === "tied" ? [each.tiedType] : []))
}

function endOf({ startTicks, lengthTicks }: PartNote): number {
  return startTicks + lengthTicks
}

function readyNotes(
  measures: readonly ReadMeasure[],
  instruments: readonly MidiInstrument[],
  leftOut: LeftOut,
): ReadyNote[][] {
  let velocity = MEDIUM
  let semitones = 0
  const drums = new Map(instruments.map(({ id, unpitched }) => [id, unpitched]))
  return measures.map(({ notes, directions, attributes }) => {
    const levels = directions.flatMap(({ tick, entry }) => {
      const level = levelOf(entry)
      return level === undefined ? [] : [{ tick, level }]
    })
    const transpose = attributes.findLast(({ entry }) => entry.transpose)?.entry.transpose
    if (transpose) semitones = transpose.chromatic + 12 * (transpose.octaveChange ?? 0)
    let next = 0
    return notes.flatMap((note): ReadyNote[] => {
      while (levels[next] && levels[next]!.tick <= note.startTicks) velocity = levels[next++]!.level
      return readyNote(note, { velocity, semitones, drums, leftOut })
    })
  })
}

interface Setting {
  readonly velocity: number
  readonly semitones: number
  readonly drums: ReadonlyMap<string, number | undefined>
  readonly leftOut: LeftOut
}

function readyNote(note: NoteAt, { velocity, semitones, drums, leftOut }: Setting): ReadyNote[] {
  const { entry } = note
  if (entry.rest || entry.cue === true || (!entry.pitch && !entry.unpitched)) return []
  if (entry.grace) {
    leftOut.graceNotes++
    return []
  }
  const pitch = entry.pitch
    ? pitchOf({ ...entry.pitch, alter: entry.pitch.alter ?? 0 }) + semitones
    : drumOf(entry, drums)
  if (!(pitch >= 0 && pitch <= 127)) {
    leftOut.tooFar++
    return []
  }
  const own = entry.dynamics === undefined ? velocity : velocityOf(entry.dynamics)
  return [{ ...note, pitch, velocity: own }]
}

function drumOf(
  { instrument, unpitched, notehead }: NoteEntry,
  drums: ReadonlyMap<string, number | undefined>,
): number {
  const named = instrument === undefined ? undefined : drums.get(instrument)
  if (named !== undefined) return named - 1
  return drumAt(unpitched?.displayStep ?? "", unpitched?.displayOctave ?? 0, notehead?.value)
}
