/** Builders of documents: only what a test is about has to be said. */
import {
  commands,
  newHistory,
  newProject,
  ProjectId,
  runCommand,
  TrackId,
  type CommandArgs,
  type CommandName,
  type History,
  type Project,
} from "#shared/project/index.ts"

export function anEmptyProject(): Project {
  return newProject(ProjectId.parse("p"), TrackId.parse("master"), "Piece")
}

/** Runs commands in turn: `[name, args]` each. */
export function after(project: Project, ...calls: [CommandName, unknown][]): Project {
  return calls.reduce((before, [name, args]) => runCommand(before, name, args).project, project)
}

type ClipArgs = CommandArgs<"clip.add">["clips"][number]
type NotesArgs = Extract<ClipArgs, { kind: "notes" }>
type AudioArgs = Extract<ClipArgs, { kind: "audio" }>
type CurveArgs = Extract<ClipArgs, { kind: "automation" }>
type NoteArgs = NotesArgs["notes"][number]

export function aNote(id: string, changes: Partial<NoteArgs> = {}): NoteArgs {
  return { id, startTicks: 0, lengthTicks: 480, pitch: 60, velocity: 100, ...changes }
}

export function aNotesClip(id: string, changes: Partial<NotesArgs> = {}): NotesArgs {
  return {
    id,
    kind: "notes",
    trackId: "keys",
    name: id,
    startTicks: 0,
    lengthTicks: 3840,
    isMuted: false,
    offsetTicks: 0,
    notes: [],
    controllers: [],
    ...changes,
  }
}

export function anAudioClip(id: string, changes: Partial<AudioArgs> = {}): AudioArgs {
  return {
    id,
    kind: "audio",
    trackId: "voice",
    name: id,
    startTicks: 0,
    lengthTicks: 3840,
    isMuted: false,
    mediaId: "take",
    offsetSeconds: 1,
    gainDb: 0,
    stretch: { mode: "off", ratio: 1, semitones: 0 },
    ...changes,
  }
}

export function aCurveClip(id: string, changes: Partial<CurveArgs> = {}): CurveArgs {
  return {
    id,
    kind: "automation",
    trackId: "keys",
    name: id,
    startTicks: 0,
    lengthTicks: 3840,
    isMuted: false,
    offsetTicks: 0,
    target: { parameter: "gainDb" },
    points: [],
    ...changes,
  }
}

export const TAKE = {
  id: "take",
  sha256: "0".repeat(64),
  name: "Take 1",
  seconds: 60,
  rateHz: 48_000,
  channels: 2,
}

/** Tracks `voice` (audio), `keys` (instrument), `group` and `hall` (buses), a synth, an equaliser and a recording. */
export function aStudio(): Project {
  const device = { isBypassed: false, parameters: {} }
  return after(
    anEmptyProject(),
    ["track.add", { id: "voice", kind: "audio", name: "Voice" }],
    ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
    ["track.add", { id: "group", kind: "bus", name: "Group" }],
    ["track.add", { id: "hall", kind: "bus", name: "Hall" }],
    [
      "device.add",
      { trackId: "keys", device: { id: "synth", kind: "drums", role: "instrument", ...device } },
    ],
    [
      "device.add",
      { trackId: "keys", device: { id: "eq", kind: "eq", role: "effect", ...device } },
    ],
    ["media.add", { media: [TAKE] }],
  )
}

export function aHistory(project: Project = aStudio()): History {
  return newHistory(project)
}

export const COMMAND_NAMES: readonly CommandName[] = commands.map(({ name }) => name)
