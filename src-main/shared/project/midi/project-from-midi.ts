/**
 * A MIDI file as a project: a track with a SoundFont player for each channel of each track that has notes, tempo, meters,
 * keys and markers in their lanes, and whatever a project has no place for in `project.midi`, so that `midiFromProject` gives
 * the same events again.
 */
import { fail } from "#shared/contract/errors.ts"
import { DRUM_CHANNEL, programName } from "#shared/music/general-midi.ts"
import { metaValue, type MidiEvent, type MidiFile } from "#shared/music/midi-file/index.ts"
import {
  DeviceId,
  emptyTable,
  MarkerId,
  MOST_TICKS,
  ProjectId,
  TrackId,
  withEntities,
  type Marker,
  type MidiSource,
  type MidiSourceTrack,
  type Project,
} from "../model/index.ts"
import { newProject, newTrack } from "../new-project.ts"
import { clipOfPart } from "./clip-of-part.ts"
import { hexOf } from "./event-bytes.ts"
import { fileTime, type FileTime } from "./file-time.ts"
import { lanesOfFile } from "./lanes-of-file.ts"
import { tracksOfProject } from "./midi-from-project.ts"
import { metasAt } from "./metas.ts"
import { orderRecords } from "./moments.ts"
import { partsOfTrack, type FilePart, type FileParts } from "./parts-of-file.ts"

const MOST_NAME = 200
/** Of a file, and of the parts that they make: the studio lists them one below the other. */
const MOST_TRACKS = 4096
const COLOURS = 8

interface Options {
  /** Where the file has none. */
  readonly title: string
  /** Makes an id that is nowhere else. */
  newId(): string
}

export interface FromMidi {
  readonly project: Project
  /** What could not be taken over as it is, in words. */
  readonly warnings: readonly string[]
}

/** @throws StudioError unreadable where the file lasts longer than a project can, or has more than 4,096 tracks */
export function projectFromMidi(file: MidiFile, { title, newId }: Options): FromMidi {
  const time = fileTime(file.division)
  checkLength(file, time)
  checkTracks(file.tracks.length)
  const warnings: string[] = []
  const { format, tracks } = inOnePiece(file, warnings)
  if (time.isCoarser)
    warnings.push("the file's ticks are finer than a 960th of a quarter: times are rounded")
  if (file.division.kind === "smpte")
    warnings.push("the file counts film frames: laid out at 120 a minute")
  const parted = tracks.map((track, index) =>
    named(partsOfTrack(track), `track ${index + 1}`, warnings),
  )
  checkTracks(parted.reduce((sum, { parts }) => sum + parts.length, 0))
  const lanes = lanesOfFile(
    parted.flatMap(({ others }) => metasAt(others, time)),
    file.division.kind === "quarters",
  )
  const ownTitle = (titleOf(format, parted) || title).slice(0, MOST_NAME)
  const empty = newProject(ProjectId.parse(newId()), TrackId.parse(newId()), ownTitle)
  const { tempo, meters, keys } = lanes
  const markers = lanes.markers.map((marker): Marker => ({
    id: MarkerId.parse(newId()),
    ...marker,
  }))
  let project: Project = {
    ...empty,
    tempo,
    meters,
    keys,
    markers: withEntities(emptyTable(), markers),
  }
  const source: MidiSourceTrack[] = []
  for (const [index, { parts, others }] of parted.entries()) {
    const made = parts.map((part) => {
      const name = nameOfPart(part, parts, others)
      const trackId = TrackId.parse(newId())
      project = withPart(project, { part, name, trackId, time, newId })
      return { trackId, name, channel: part.channel, program: part.program, bank: part.bank }
    })
    const rest = others.map((event): [number, string] => [event.ticks, hexOf(event)])
    source.push({ endTicks: tracks[index]!.endTicks, parts: made, others: rest, order: [] })
  }
  const midi: MidiSource = { format, division: file.division, title: ownTitle, tracks: source }
  const ordered = withOrder({ ...project, midi }, midi, tracks, warnings)
  return { project: ordered, warnings: [...warnings, ...lanes.warnings] }
}

function checkLength({ tracks }: MidiFile, time: FileTime): void {
  const end = tracks.reduce((sum, { endTicks }) => sum + endTicks, 0)
  if (time.toProject(end) > MOST_TICKS / 2)
    fail("unreadable", "This MIDI file lasts longer than a project can")
}

function checkTracks(count: number): void {
  if (count > MOST_TRACKS)
    fail("unreadable", `This MIDI file has ${count} tracks: more than ${MOST_TRACKS} are not read`)
}

/** Patterns that are played one by one (format 2) stand one after another; others are as they were. */
function inOnePiece(
  { format, tracks }: MidiFile,
  warnings: string[],
): Pick<MidiFile, "tracks"> & { format: 0 | 1 } {
  if (format !== 2) return { format, tracks }
  warnings.push("the file's tracks are patterns of their own: laid one after another")
  let start = 0
  return {
    format: 1,
    tracks: tracks.map(({ events, endTicks }) => {
      const from = start
      start += endTicks
      const moved = events.map((event) => ({ ...event, ticks: event.ticks + from }))
      return { events: moved, endTicks: from + endTicks }
    }),
  }
}

function named(parts: FileParts, name: string, warnings: string[]): FileParts {
  warnings.push(...parts.warnings.map((warning) => `${name}: ${warning}`))
  return parts
}

/** The first track's name is the title, unless it is the name of an instrument. */
function titleOf(format: 0 | 1, [first]: readonly FileParts[]): string {
  return first && (format === 0 || first.parts.length === 0) ? trackName(first.others) : ""
}

/** Empty where it has none. */
export function trackName(others: readonly MidiEvent[]): string {
  for (const event of others) {
    const value = event.kind === "meta" ? metaValue(event) : undefined
    if (value?.kind === "text" && value.role === "trackName") return value.text.trim()
  }
  return ""
}

function nameOfPart(
  part: FilePart,
  parts: readonly FilePart[],
  others: readonly MidiEvent[],
): string {
  const own = parts.length === 1 ? trackName(others) : ""
  const general = part.channel === DRUM_CHANNEL ? "Drums" : programName(part.program)
  return (own === "" ? (general ?? "") : own).slice(0, MOST_NAME)
}

interface NewPart {
  part: FilePart
  name: string
  trackId: TrackId
  time: FileTime
  newId(): string
}

function withPart(project: Project, { part, name, trackId, time, newId }: NewPart): Project {
  const isDrums = part.channel === DRUM_CHANNEL
  const { program, bank } = part
  const device = {
    ...{ id: DeviceId.parse(newId()), kind: "soundfont", role: "instrument" as const },
    ...{ isBypassed: false, parameters: {}, state: { program, bank, isDrums } },
  }
  const track = {
    ...newTrack({
      ...{ id: trackId, kind: isDrums ? "drum" : "instrument", name },
      ...{ colour: project.trackOrder.length % COLOURS, outputId: project.masterTrackId },
    }),
    devices: [device.id],
  }
  return {
    ...project,
    tracks: withEntities(project.tracks, [track]),
    trackOrder: [...project.trackOrder, trackId],
    devices: withEntities(project.devices, [device]),
    clips: withEntities(project.clips, [
      clipOfPart(project, part, { id: newId(), trackId, name, time }),
    ]),
  }
}

/** The project with what it takes to write simultaneous events in the file's order. */
function withOrder(
  project: Project,
  midi: MidiSource,
  tracks: MidiFile["tracks"],
  warnings: string[],
): Project {
  const ours = tracksOfProject(project).tracks
  let differing = 0
  const ordered = midi.tracks.map((track, index) => {
    const found = orderRecords(tracks[index]!.events, ours[index]!.events)
    differing += found.differing
    return { ...track, order: found.order }
  })
  if (differing > 0)
    warnings.push(`moments that a written file will have differently: ${differing}`)
  return { ...project, midi: { ...midi, tracks: ordered } }
}
