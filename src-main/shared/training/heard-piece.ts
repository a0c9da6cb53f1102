/** Music outside a project as steps that put it into one, and clips of a project as such music. */
import type { HeardNote, HeardPiece } from "../contract/index.ts"
import { programName } from "../music/general-midi.ts"
import { TICKS_PER_QUARTER } from "../music/index.ts"
import {
  contentSpans,
  entitiesOf,
  entityOf,
  type Clip,
  type CommandArgs,
  type CommandName,
  type NotesClip,
  type Project,
} from "../project/index.ts"

/** A program beyond General MIDI's stands for a kit. */
export const KIT = 128

type PieceStep = {
  [Name in CommandName]: { name: Name; args: CommandArgs<Name> }
}[CommandName]

/** What one instrument plays. */
export interface Part {
  readonly program: number
  readonly name: string
  readonly notes: readonly HeardNote[]
}

/** In the order in which they are first heard. */
export function partsOf({ notes }: Pick<HeardPiece, "notes">): Part[] {
  const parts = new Map<number, HeardNote[]>()
  for (const note of notes.toSorted((a, b) => a.startBeats - b.startBeats))
    parts.set(note.program, [...(parts.get(note.program) ?? []), note])
  return [...parts].map(([program, own]) => ({ program, name: nameOf(program), notes: own }))
}

const nameOf = (program: number): string =>
  program === KIT ? "Drums" : (programName(program) ?? "Instrument")

export const ticksOf = (beats: number): number => Math.max(0, Math.round(beats * TICKS_PER_QUARTER))

/** Beats to the end of the bar in which the last note ends; at least one bar. */
export function lengthBeats({ notes, meters }: HeardPiece): number {
  const end = notes.reduce((last, note) => Math.max(last, note.startBeats + note.lengthBeats), 0)
  const meter = meters.findLast(({ startBeats }) => startBeats <= end) ?? FOUR_FOUR
  const barBeats = (meter.numerator * 4) / meter.denominator
  const bars = Math.ceil((end - meter.startBeats) / barBeats - 1e-6)
  return meter.startBeats + Math.max(1, bars) * barBeats
}
const FOUR_FOUR = { startBeats: 0, numerator: 4, denominator: 4 }

export interface Placing {
  /** Of the clips. */
  readonly name: string
  readonly startTicks: number
  /** Of the clips; to the end of the last note's bar unless told. */
  readonly beats?: number | undefined
  /** The track for a piece of one instrument; else each instrument gets a track of its own, below the last. */
  readonly trackId?: string | undefined
  readonly madeBy?: CommandArgs<"clip.add">["clips"][number]["madeBy"]
  /** Makes an id that is nowhere else. */
  newId(): string
}

/** A clip of notes for each instrument. */
export function pieceSteps(
  project: Project,
  piece: HeardPiece,
  placing: Placing,
): { steps: PieceStep[]; clipIds: string[] } {
  const parts = partsOf(piece)
  const lengthTicks = ticksOf(placing.beats ?? lengthBeats(piece))
  const steps: PieceStep[] = []
  const clipIds: string[] = []
  parts.forEach((part, index) => {
    const given = parts.length === 1 ? placing.trackId : undefined
    const trackId = given ?? placing.newId()
    if (given === undefined)
      steps.push(...trackSteps(part, trackId, project.trackOrder.length + index, placing))
    const id = placing.newId()
    clipIds.push(id)
    const clip = {
      ...{ id, kind: "notes" as const, trackId, name: placing.name, isMuted: false },
      ...{ startTicks: placing.startTicks, lengthTicks, offsetTicks: 0, controllers: [] },
      notes: part.notes.map(noteOf),
      ...(placing.madeBy ? { madeBy: placing.madeBy } : {}),
    }
    steps.push({ name: "clip.add", args: { clips: [clip] } })
  })
  return { steps, clipIds }
}

const COLOURS = 8
/** So that neighbours differ: 0, 3, 6, 1, 4 ... */
const COLOUR_STEP = 3

function trackSteps(
  { program, name }: Part,
  trackId: string,
  index: number,
  { newId }: Placing,
): PieceStep[] {
  const isDrums = program === KIT
  const state = { program: isDrums ? 0 : program, bank: 0, isDrums }
  const device = {
    ...{ id: newId(), kind: "soundfont", role: "instrument" as const },
    ...{ isBypassed: false, parameters: {}, state },
  }
  const colour = (index * COLOUR_STEP) % COLOURS
  const kind = isDrums ? ("drum" as const) : ("instrument" as const)
  return [
    { name: "track.add", args: { id: trackId, kind, name, colour } },
    { name: "device.add", args: { trackId, device } },
  ]
}

const noteOf = ({ startBeats, lengthBeats: beats, pitch, velocity }: HeardNote, index: number) => ({
  id: `n${index + 1}`,
  startTicks: ticksOf(startBeats),
  lengthTicks: Math.max(1, ticksOf(beats)),
  ...{ pitch, velocity },
})

/** Clips of notes as they sound, from the beginning of the first; muted notes are left out. Null where there is none. */
export function pieceOfClips(project: Project, clipIds: readonly string[]): HeardPiece | null {
  const clips = clipIds
    .flatMap((id) => entityOf(project.clips, id) ?? [])
    .filter((clip: Clip): clip is NotesClip => clip.kind === "notes")
  if (clips.length === 0) return null
  const from = Math.min(...clips.map(({ startTicks }) => startTicks))
  const until = Math.max(...clips.map(({ startTicks, lengthTicks }) => startTicks + lengthTicks))
  const notes = clips.flatMap((clip) => notesOf(project, clip, from))
  notes.sort((a, b) => a.startBeats - b.startBeats || a.pitch - b.pitch)
  const inRange = <T extends { tick: number }>(events: readonly T[]): (T & Place)[] => {
    const first = events.findLastIndex(({ tick }) => tick <= from)
    return events
      .slice(Math.max(0, first))
      .filter(({ tick }) => tick < until)
      .map((event) => ({ ...event, startBeats: beatsOf(Math.max(0, event.tick - from)) }))
  }
  return {
    notes,
    tempos: inRange(project.tempo).map(({ startBeats, bpm }) => ({ startBeats, bpm })),
    meters: inRange(project.meters).map(({ startBeats, numerator, denominator }) => ({
      ...{ startBeats, numerator, denominator },
    })),
  }
}

interface Place {
  startBeats: number
}
const beatsOf = (ticks: number): number => ticks / TICKS_PER_QUARTER

function notesOf(project: Project, clip: NotesClip, fromTicks: number): HeardNote[] {
  const program = programOf(project, clip.trackId)
  return contentSpans(clip).flatMap(({ contentTicks, lengthTicks, atTicks }) =>
    clip.notes
      .filter(
        ({ isMuted, startTicks }) =>
          isMuted !== true && startTicks >= contentTicks && startTicks < contentTicks + lengthTicks,
      )
      .map(({ startTicks, lengthTicks: ownTicks, pitch, velocity }) => ({
        startBeats: beatsOf(atTicks + startTicks - contentTicks - fromTicks),
        lengthBeats: beatsOf(Math.min(ownTicks, contentTicks + lengthTicks - startTicks)),
        ...{ pitch, velocity, program },
      })),
  )
}

/** General MIDI's program of a track's instrument; a piano where it has none. */
export function programOf(project: Project, trackId: string): number {
  const track = entityOf(project.tracks, trackId)
  if (track?.kind === "drum") return KIT
  const state = entitiesOf(project.devices).find(
    ({ id, kind }) => kind === "soundfont" && track?.devices.includes(id),
  )?.state
  const program =
    typeof state === "object" && state !== null ? (state as { program?: unknown }).program : 0
  return typeof program === "number" && program >= 0 && program < KIT ? Math.trunc(program) : 0
}

/** The highest voice, a pitch a sixteenth, -1 where it rests: what a model harmonises. */
export function sopranoOf({ notes }: Pick<HeardPiece, "notes">, mostBars = 64): number[] {
  const end = notes.reduce((last, note) => Math.max(last, note.startBeats + note.lengthBeats), 0)
  const length = Math.min(mostBars * 16, Math.ceil(end * 4 - 1e-6))
  const soprano = new Array<number>(length).fill(-1)
  for (const { startBeats, lengthBeats: beats, pitch, program } of notes) {
    if (program === KIT) continue
    const from = Math.round(startBeats * 4)
    const until = Math.max(from + 1, Math.round((startBeats + beats) * 4))
    for (let at = from; at < Math.min(until, length); at++)
      soprano[at] = Math.max(soprano[at]!, pitch)
  }
  return soprano
}
