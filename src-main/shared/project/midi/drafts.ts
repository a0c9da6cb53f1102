/** The tracks of a MIDI file to be, before their events are put in order. */
import { DRUM_CHANNEL } from "#shared/music/general-midi.ts"
import { metaEvent, type MidiEvent } from "#shared/music/midi-file/index.ts"
import {
  entityOf,
  type MidiSource,
  type MidiSourcePart,
  type MidiSourceTrack,
  type Project,
  type Track,
} from "../model/index.ts"
import { clipsOf, endTicks } from "../clips-of.ts"
import { eventOfHex } from "./event-bytes.ts"
import type { FileTime } from "./file-time.ts"
import { META_TYPES } from "./lanes-of-file.ts"
import type { Lane } from "./lanes-to-file.ts"
import { choosesPreset } from "./parts-of-file.ts"
import { isPreset, presetEvents, presetOf } from "./preset.ts"
import { eventsOfTrack, TURN, type Placed } from "./track-events.ts"

export interface Draft {
  /** At ticks of the project. */
  placed: Placed[]
  /** At ticks of the file that the project came from. */
  kept: MidiEvent[]
  keptEndTicks: number
  endTicks: number
}

const CHANNELS = 16
const TRACK_NAME = 0x03

export function placedOther(event: MidiEvent): Placed {
  return { ticks: event.ticks, turn: TURN.other, event }
}

export function nameEvent(text: string): Placed {
  return placedOther(metaEvent(0, { kind: "text", role: "trackName", text, encoding: "utf-8" }))
}

interface Surroundings {
  edited: ReadonlySet<Lane>
  time: FileTime
  warnings: string[]
}

/** A track that a file had, with what became of its parts. */
export function draftOfSource(
  project: Project,
  midi: MidiSource,
  index: number,
  { edited, time, warnings }: Surroundings,
): Draft {
  const source = midi.tracks[index]!
  const dropped = new Set([...edited].flatMap((lane): readonly number[] => META_TYPES[lane]))
  const kept = source.others
    .map(([ticks, hex]) => eventOfHex(ticks, hex))
    .filter((event) => event.kind !== "meta" || !dropped.has(event.type))
  const draft: Draft = { placed: [], kept, keptEndTicks: source.endTicks, endTicks: 0 }
  const name = newName(project, midi, index, warnings)
  if (name !== undefined) {
    const at = draft.kept.findIndex((event) => event.kind === "meta" && event.type === TRACK_NAME)
    if (at >= 0) draft.kept.splice(at, 1)
    if (name !== "") draft.placed.push(nameEvent(name))
  }
  for (const part of source.parts) addPart(draft, project, part, time)
  return draft
}

function addPart(draft: Draft, project: Project, part: MidiSourcePart, time: FileTime): void {
  const track = entityOf(project.tracks, part.trackId)
  if (!track) return
  const { channel } = part
  if (!isPreset(presetOf(project, track), part)) {
    const chooses = (event: MidiEvent): boolean =>
      choosesPreset(event) && "channel" in event && event.channel === channel
    const at = time.toProject(draft.kept.find(chooses)?.ticks ?? 0)
    draft.kept = draft.kept.filter((event) => !chooses(event))
    const fresh = presetEvents(presetOf(project, track), at, channel)
    draft.placed.push(...fresh.map(placedOther))
  }
  // One by one: a call takes some hundred thousand arguments only.
  for (const placed of eventsOfTrack(project, track, channel)) draft.placed.push(placed)
}

/** The name that a track of the file has now; undefined where it is the one that it had. */
function newName(
  project: Project,
  { format, title, tracks }: MidiSource,
  index: number,
  warnings: string[],
): string | undefined {
  const { parts } = tracks[index]!
  if (index === 0 && project.title !== title) {
    if (format === 0 || parts.length === 0) return project.title
    warnings.push("the title is not written: the file's first track has the name of an instrument")
  }
  const renamed = parts.flatMap((part) => {
    const name = entityOf(project.tracks, part.trackId)?.name
    return name === undefined || name === part.name ? [] : [name]
  })
  if (renamed.length === 0 || (index === 0 && format === 0)) return undefined
  if (parts.length === 1) return renamed[0]
  warnings.push(`names that are not written: ${renamed.join(", ")} share a track of the file`)
  return undefined
}

/** Tracks with notes that no file had, each on a channel of its own as long as there are any. */
export function draftsOfNewTracks(
  project: Project,
  sources: readonly MidiSourceTrack[],
  warnings: string[],
): Draft[] {
  const parts = sources.flatMap((source) => source.parts)
  const known = new Set<string>(parts.map(({ trackId }) => trackId))
  const used = new Set([DRUM_CHANNEL, ...parts.map(({ channel }) => channel)])
  const tracks = project.trackOrder
    .flatMap((id) => entityOf(project.tracks, id) ?? [])
    .filter(({ id }) => !known.has(id) && clipsOf(project, id).some(({ kind }) => kind === "notes"))
  return tracks.map((track) => draftOfNew(project, track, channelFor(track, used, warnings)))
}

function channelFor({ kind, name }: Track, used: Set<number>, warnings: string[]): number {
  if (kind === "drum") return DRUM_CHANNEL
  const free = Array.from({ length: CHANNELS }, (_, channel) => channel).find(
    (channel) => !used.has(channel),
  )
  if (free === undefined) {
    warnings.push(`there are 16 channels only: ${name || "a track"} shares the first`)
    return 0
  }
  used.add(free)
  return free
}

function draftOfNew(project: Project, track: Track, channel: number): Draft {
  const events = eventsOfTrack(project, track, channel)
  const names = track.name === "" ? [] : [nameEvent(track.name)]
  const preset = track.kind === "drum" ? [] : presetEvents(presetOf(project, track), 0, channel)
  const placed = [...names, ...preset.map(placedOther), ...events]
  return { placed, kept: [], keptEndTicks: 0, endTicks: endTicks(project) }
}
