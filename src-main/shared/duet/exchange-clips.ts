/** A call and its answer in a project: two tracks of instruments, and clips of notes on them that can be edited as any. */
import type { Exchange, PlayedNote } from "../contract/duet.ts"
import {
  entitiesOf,
  entityOf,
  newProject,
  ProjectId,
  runCommand,
  tempoMapOf,
  TrackId,
  type CommandArgs,
  type CommandName,
  type NotesClip,
  type Project,
} from "../project/index.ts"
import { midiFromProject } from "../project/midi/index.ts"
import { writeMidiFile } from "../music/midi-file/index.ts"

type Step = { [Name in CommandName]: { name: Name; args: CommandArgs<Name> } }[CommandName]

/** The tracks of the hand and of the partner, by their ids. */
export interface DuetTrackIds {
  readonly you: string
  readonly answer: string
}
type NewId = () => string

const NAMES = { you: "You", answer: "Answer" } as const
const COLOURS = 8
/** So that neighbours differ: 0, 3, 6, 1, 4 ... */
const COLOUR_STEP = 3

/** Those of two tracks that are not there (any more) are made: pianos, below the last. */
export function duetTrackSteps(
  project: Project,
  known: Partial<DuetTrackIds>,
  newId: NewId,
): { tracks: DuetTrackIds; steps: Step[] } {
  const steps: Step[] = []
  const idOf = (role: keyof DuetTrackIds): string => {
    const id = known[role]
    if (id !== undefined && entityOf(project.tracks, id)) return id
    const made = newId()
    steps.push(...pianoSteps(project, NAMES[role], { trackId: made, deviceId: newId() }))
    return made
  }
  return { tracks: { you: idOf("you"), answer: idOf("answer") }, steps }
}

function pianoSteps(
  project: Project,
  name: string,
  { trackId, deviceId }: { trackId: string; deviceId: string },
): Step[] {
  const index = project.trackOrder.length + (name === NAMES.answer ? 1 : 0)
  const colour = (index * COLOUR_STEP) % COLOURS
  const device = {
    ...{ id: deviceId, kind: "soundfont", role: "instrument" as const },
    ...{ isBypassed: false, parameters: {}, state: { program: 0, bank: 0, isDrums: false } },
  }
  return [
    { name: "track.add", args: { id: trackId, kind: "instrument", name, colour } },
    { name: "device.add", args: { trackId, device } },
  ]
}

type ExchangeClips = CommandArgs<"clip.add">["clips"]

interface Placing {
  readonly tracks: DuetTrackIds
  readonly startTicks: number
  readonly newId: NewId
  /** Words of the model's build. */
  readonly version?: string
}

/** Notes stay where they were in seconds, whatever the project's tempo is. */
export function exchangeSteps(
  project: Project,
  exchange: Exchange,
  { tracks, startTicks, newId, version = "" }: Placing,
): { steps: Step[]; clips: ExchangeClips; clipIds: string[] } {
  const tempo = tempoMapOf(project)
  const fromSeconds = tempo.secondsAt(startTicks)
  const clipOf = (notes: readonly PlayedNote[], trackId: string, afterSeconds: number) => {
    const ticksAt = (seconds: number): number =>
      Math.round(tempo.ticksAt(fromSeconds + afterSeconds + seconds))
    const start = ticksAt(0)
    const placed = notes.map((note, at) => {
      const from = ticksAt(note.startSeconds)
      const until = ticksAt(note.startSeconds + note.lengthSeconds)
      return {
        ...{ id: `n${at + 1}`, pitch: note.pitch, velocity: note.velocity },
        ...{ startTicks: from - start, lengthTicks: Math.max(1, until - from) },
      }
    })
    const end = Math.max(1, ...placed.map((note) => note.startTicks + note.lengthTicks))
    return {
      ...{ id: newId(), kind: "notes" as const, trackId, isMuted: false, controllers: [] },
      ...{ startTicks: start, lengthTicks: end, offsetTicks: 0, notes: placed },
    }
  }
  const call = { ...clipOf(exchange.call, tracks.you, 0), name: "Call" }
  const clips: ExchangeClips = [call]
  if (exchange.answer.length > 0)
    clips.push({
      ...clipOf(exchange.answer, tracks.answer, exchange.afterSeconds),
      name: "Answer",
      madeBy: {
        ...{ model: exchange.modelName || "Duet", version, seed: exchange.seed },
        settings: { mode: exchange.mode, madeAt: new Date(exchange.createdAt).toISOString() },
        promptClipId: call.id,
      },
    })
  const clipIds = clips.map(({ id }) => id)
  return { steps: [{ name: "clip.add", args: { clips } }], clips, clipIds }
}

/**
 * The same exchange where it would be put, however its notes were edited: its answer, and its call as far as it is there.
 * One without an answer is known by the notes of its call.
 *
 * @param clips as `exchangeSteps` would add them
 * @returns ids of clips, the answer last; none where it is not there
 */
export function lyingExchange(project: Project, clips: ExchangeClips): string[] {
  const wanted = clips.at(-1)
  if (wanted?.kind !== "notes") return []
  const found = entitiesOf(project.clips).find(
    (clip) =>
      clip.kind === "notes" && clip.startTicks === wanted.startTicks && isSame(clip, wanted),
  )
  if (!found) return []
  const callId = found.madeBy?.promptClipId
  const hasCall = callId !== undefined && entityOf(project.clips, callId) !== undefined
  return [...(hasCall ? [callId] : []), found.id]
}

interface ClipFacts {
  readonly notes: readonly Omit<NotesClip["notes"][number], "id">[]
  readonly trackId: string
  readonly madeBy?: { readonly seed: number; readonly settings: unknown } | undefined
}

function isSame(clip: ClipFacts, wanted: ClipFacts): boolean {
  if (wanted.madeBy)
    return clip.madeBy?.seed === wanted.madeBy.seed && madeAt(clip) === madeAt(wanted)
  const told = ({ notes }: ClipFacts): string =>
    JSON.stringify(
      notes.map((note) => [note.startTicks, note.lengthTicks, note.pitch, note.velocity]),
    )
  return clip.madeBy === undefined && clip.trackId === wanted.trackId && told(clip) === told(wanted)
}

/** When an answer was given, to the millisecond: no other one has it. */
function madeAt({ madeBy }: ClipFacts): unknown {
  const settings = madeBy?.settings
  const isRecord = typeof settings === "object" && settings !== null && "madeAt" in settings
  return isRecord ? settings.madeAt : undefined
}

/** Both parts as a MIDI file, at the tempo in which they were played. */
export function exchangeMidi(exchange: Exchange): Uint8Array {
  let ids = 0
  const newId: NewId = () => `duet-${++ids}`
  const empty = newProject(ProjectId.parse(newId()), TrackId.parse(newId()))
  const bpm = Math.min(1000, Math.max(10, exchange.bpm))
  const timed: Project = { ...empty, tempo: [{ tick: 0, bpm, curve: "step" }] }
  const { tracks, steps } = duetTrackSteps(timed, {}, newId)
  const run = (project: Project, all: readonly Step[]): Project =>
    all.reduce((now, { name, args }) => runCommand(now, name, args).project, project)
  const whole = run(timed, steps)
  const placing = { tracks, startTicks: 0, newId }
  return writeMidiFile(
    midiFromProject(run(whole, exchangeSteps(whole, exchange, placing).steps)).file,
  )
}

/** Tracks that a hand can play. */
export const playableTracks = (project: Project): { id: string; name: string }[] =>
  project.trackOrder.flatMap((id) => {
    const track = entitiesOf(project.tracks).find((each) => each.id === id)
    return track && (track.kind === "instrument" || track.kind === "drum")
      ? [{ id, name: track.name }]
      : []
  })
