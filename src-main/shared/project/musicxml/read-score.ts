/** MusicXML as a project: a track for each part, its repeats written out, tempo, meters, keys, chords and marks in their lanes. */
import type { PartInfo, Score } from "musicxml-io"
import { fail } from "#shared/contract/errors.ts"
import { programName } from "#shared/music/general-midi.ts"
import {
  ClipId,
  DeviceId,
  MarkerId,
  NoteId,
  ProjectId,
  TrackId,
  withEntities,
  type NotesClip,
  type Project,
} from "../model/index.ts"
import { compareNotes } from "../edit/order.ts"
import { newProject, newTrack } from "../new-project.ts"
import { playedBars, type PlayedBars } from "./read-bars.ts"
import { lanesOfScore } from "./read-lanes.ts"
import { measureReader, type ReadMeasure } from "./read-measure.ts"
import { notesOfPart, type LeftOut, type PartNote } from "./read-notes.ts"
import { isForDrums, presetOf } from "./part-sound.ts"
import { scoreOfText } from "./score-text.ts"
import { notKept } from "./not-kept.ts"

const MOST_NAME = 200
const MOST_PARTS = 1000
const COLOURS = 8

interface Options {
  /** Where the file has none. */
  readonly title: string
  /** Makes an id that is nowhere else. */
  newId(): string
}

export interface FromMusicxml {
  readonly project: Project
  /** What could not be taken over as it is, in words. */
  readonly warnings: readonly string[]
}

/** @throws StudioError unreadable where the text is no MusicXML, or longer than a project can be */
export function projectFromMusicxml(text: string, { title, newId }: Options): FromMusicxml {
  const score = scoreOfText(text)
  if (score.parts.length > MOST_PARTS) fail("unreadable", `It has more than ${MOST_PARTS} parts`)
  const warnings: string[] = []
  const parts = score.parts.map(({ measures }) => measures.map(measureReader()))
  const played = playedBars(score, parts, warnings)
  const lanes = lanesOfScore(parts, played.bars, keyPartOf(parts), warnings)
  const { workTitle, movementTitle, creators } = score.metadata
  const name = firstOf(workTitle, movementTitle, title)
  const artist = creators?.find(({ type }) => type === "composer")?.value.slice(0, MOST_NAME)
  const { tempo, keys, chords } = lanes
  const empty = newProject(ProjectId.parse(newId()), TrackId.parse(newId()), name)
  const markers = lanes.markers.map((marker) => ({ id: MarkerId.parse(newId()), ...marker }))
  let project: Project = {
    ...empty,
    ...(artist ? { artist } : {}),
    ...{ tempo, keys, chords, meters: [...played.meters] },
    markers: withEntities(empty.markers, markers),
  }
  const leftOut: LeftOut = { graceNotes: 0, tooFar: 0 }
  for (const [index, measures] of parts.entries())
    project = withPart(project, { score, index, measures, played, leftOut, newId })
  return { project, warnings: [...warnings, ...notKept(score, leftOut)] }
}

/** The first that says anything. */
function firstOf(...names: readonly (string | undefined)[]): string {
  const found = names.map((name) => name?.trim() ?? "").find((name) => name !== "")
  return (found ?? "").slice(0, MOST_NAME)
}

/** The first part whose instrument does not transpose. */
function keyPartOf(parts: readonly (readonly ReadMeasure[])[]): number {
  const isAtPitch = (part: readonly ReadMeasure[]): boolean =>
    !part.some(({ attributes }) => attributes.some(({ entry }) => entry.transpose !== undefined))
  return Math.max(0, parts.findIndex(isAtPitch))
}

interface NewPart {
  readonly score: Score
  readonly index: number
  readonly measures: readonly ReadMeasure[]
  readonly played: PlayedBars
  readonly leftOut: LeftOut
  newId(): string
}

function withPart(project: Project, part: NewPart): Project {
  const { score, index, measures, played, leftOut, newId } = part
  const info = score.partList.find(
    (entry): entry is PartInfo =>
      entry.type === "score-part" && entry.id === score.parts[index]!.id,
  )
  const instruments = info?.midiInstruments ?? []
  const isDrums = isForDrums(measures, instruments)
  const { program, bank } = presetOf(instruments)
  const device = {
    ...{ id: DeviceId.parse(newId()), kind: "soundfont", role: "instrument" as const },
    ...{ isBypassed: false, parameters: {}, state: { program, bank, isDrums } },
  }
  const general = isDrums ? "Drums" : (programName(program) ?? "")
  const track = {
    ...newTrack({
      ...{ id: TrackId.parse(newId()), kind: isDrums ? "drum" : "instrument" },
      name: firstOf(info?.name, general),
      ...{ colour: project.trackOrder.length % COLOURS, outputId: project.masterTrackId },
    }),
    devices: [device.id],
  }
  const notes = notesOfPart(measures, played.bars, instruments, leftOut)
  const clip = clipOf(notes, Math.max(1, played.endTicks), {
    ...{ id: ClipId.parse(newId()), trackId: track.id, name: track.name },
  })
  return {
    ...project,
    tracks: withEntities(project.tracks, [track]),
    trackOrder: [...project.trackOrder, track.id],
    devices: withEntities(project.devices, [device]),
    clips: withEntities(project.clips, [clip]),
  }
}

function clipOf(
  notes: readonly PartNote[],
  endTicks: number,
  place: Pick<NotesClip, "id" | "trackId" | "name">,
): NotesClip {
  const last = notes.reduce((end, note) => Math.max(end, note.startTicks + 1), endTicks)
  const numbered = notes.map((note, i) => ({ id: NoteId.parse(`n${i + 1}`), ...note }))
  return {
    ...{ ...place, kind: "notes", isMuted: false, startTicks: 0, offsetTicks: 0 },
    ...{ lengthTicks: last, notes: numbered.sort(compareNotes), controllers: [] },
  }
}
