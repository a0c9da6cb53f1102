/** Music outside a project as steps that put it into one. */
import type { HeardNote, HeardPiece } from "../contract/index.ts"
import { programName } from "../music/general-midi.ts"
import { TICKS_PER_QUARTER } from "../music/index.ts"
import type { CommandArgs, CommandName, Project } from "../project/index.ts"

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
