/**
 * A DAWproject as a project: tracks in their groups, mixer, our own devices, clips, notes with their controllers, tempo, meters,
 * markers and automation. Other studios' plug-ins and what stands in no arrangement (scenes) are left out, with a warning.
 */
import { fail } from "#shared/contract/errors.ts"
import { createTempoMap } from "#shared/music/index.ts"
import { projectFromJson, projectToJson } from "../project-json.ts"
import {
  DeviceId,
  emptyTable,
  MediaId,
  ProjectId,
  TrackId,
  withEntities,
  type Clip,
  type Device,
  type Media,
  type Project,
  type Track,
} from "../model/index.ts"
import { newProject } from "../new-project.ts"
import { trackInCycle } from "../routing.ts"
import { salvageProject } from "../salvage.ts"
import { checkProject } from "../validate.ts"
import { createLosses, type Losses } from "./losses.ts"
import { readLanes, tracksWithNotes } from "./read-arrangement.ts"
import type { ReadContext, Recording } from "./read-context.ts"
import { readSongLanes } from "./read-lanes.ts"
import { readTracks, type ReadTracks } from "./read-tracks.ts"
import { readXml } from "../xml/read-xml.ts"
import { childOf, type XmlElement } from "../xml/xml.ts"

const MOST_NAME = 200
const NO_SHA256 = "0".repeat(64)

interface Options {
  /** Where the file has none. */
  readonly title: string
  newId(): string
  /** The SHA-256 of a file in the archive, or beside it, in hexadecimal digits; undefined where it is not there. */
  sha256Of(path: string, isExternal: boolean): string | undefined
}

export interface FromDawproject {
  readonly project: Project
  readonly warnings: readonly string[]
}

/** @throws StudioError unreadable where the texts are no XML or no project that could be */
export function projectFromDawproject(
  { projectXml, metadataXml }: { projectXml: string; metadataXml?: string | undefined },
  options: Options,
): FromDawproject {
  const root = readXml(projectXml)
  if (root.name !== "Project") fail("unreadable", "This is no DAWproject: it holds no Project")
  const metadata = metadataXml === undefined ? undefined : readXml(metadataXml)
  const { lost, warnings } = createLosses()
  const { newId } = options
  const empty = newProject(
    ProjectId.parse(newId()),
    TrackId.parse(newId()),
    titleOf(metadata, options),
  )
  const lanes = readSongLanes(root, newId)
  const arrangement = childOf(childOf(root, "Arrangement"), "Lanes")
  const read = readTracks({
    ...{ structure: childOf(root, "Structure"), masterId: empty.masterTrackId, newId, lost },
    withNotes: tracksWithNotes(arrangement),
  })
  const recordings = recordingTable(options, lost)
  const context: ReadContext = {
    ...{ tempo: createTempoMap(lanes.tempo), newId, lost, mediaIdOf: recordings.idOf },
    ...{ trackIds: read.trackIds, parameters: read.parameters },
  }
  const isOurs = childOf(root, "Application")?.attributes["name"] === "Slipmat"
  const devices = isOurs ? read.devices : withInstruments(read, newId)
  const placed = readLanes(arrangement, read.tracks, context)
  if (childOf(root, "Scenes")?.children.some(({ children }) => children.length > 0)) lost("scenes")
  const { markers, ...songLanes } = lanes
  const artist = childOf(metadata, "Artist")?.text.slice(0, MOST_NAME)
  const project = routed(
    {
      ...{ ...empty, ...songLanes, ...(artist === undefined ? {} : { artist }) },
      markers: withEntities(emptyTable(), markers),
      tracks: withEntities(empty.tracks, placed.tracks),
      trackOrder: read.tracks.map(({ id }) => id).filter((id) => id !== empty.masterTrackId),
      devices: withEntities(emptyTable(), devices),
      clips: withEntities(emptyTable<Clip>(), placed.clips),
      media: withEntities(emptyTable(), recordings.media),
    },
    lost,
  )
  return { project: checked(project, lost), warnings: warnings() }
}

/** Numbers beyond their ranges and parts that do not fit are found here, wherever they came from: they alone are left out. */
function checked(project: Project, lost: Losses["lost"]): Project {
  const json = projectToJson(project)
  try {
    if (checkProject(project).length === 0) return projectFromJson(json).project
  } catch {
    // What is right of it is looked for below.
  }
  const salvaged = salvageProject(json)
  if (!salvaged) return fail("unreadable", "This DAWproject cannot be a project")
  for (const what of salvaged.lost) lost(what)
  return salvaged.project
}

function titleOf(metadata: XmlElement | undefined, { title }: Options): string {
  const own = childOf(metadata, "Title")?.text.trim() ?? ""
  return (own === "" ? title : own).slice(0, MOST_NAME)
}

function recordingTable({ newId, sha256Of }: Options, lost: Losses["lost"]) {
  const byPath = new Map<string, Media>()
  return {
    idOf(recording: Recording): MediaId {
      const { path, isExternal, seconds, rateHz, channels } = recording
      const known = byPath.get(path)
      if (known) return known.id
      const sha256 = sha256Of(path, isExternal)
      const name = (path.split(/[\\/]/).at(-1) ?? "").slice(0, MOST_NAME)
      if (sha256 === undefined) lost("recordings that are not in the file", name)
      const id = MediaId.parse(newId())
      byPath.set(path, { id, sha256: sha256 ?? NO_SHA256, name, seconds, rateHz, channels })
      return id
    },
    get media(): Media[] {
      return [...byPath.values()]
    },
  }
}

/** Tracks of notes whose instruments were another studio's sound as a piano. */
function withInstruments({ tracks, devices }: ReadTracks, newId: () => string): Device[] {
  const added: Device[] = []
  const instruments = new Set(devices.filter(({ role }) => role === "instrument").map((d) => d.id))
  for (const [index, track] of tracks.entries()) {
    if (track.kind !== "instrument" || track.devices.some((id) => instruments.has(id))) continue
    const id = DeviceId.parse(newId())
    const state = { program: 0, bank: 0, isDrums: false }
    added.push({
      id,
      kind: "soundfont",
      role: "instrument",
      isBypassed: false,
      parameters: {},
      state,
    })
    // It stands first: their effects may be behind it.
    tracks[index] = { ...track, devices: [id, ...track.devices] }
  }
  return [...devices, ...added]
}

/** A routing that would come back to itself is given up for the plain one. */
function routed(project: Project, lost: Losses["lost"]): Project {
  if (!trackInCycle(project)) return project
  lost("a routing that comes back to itself")
  const plain = project.tracks.flat().map((track): Track => {
    if (track.outputId === undefined) return track
    return { ...track, outputId: track.parentId ?? project.masterTrackId, sends: [] }
  })
  return { ...project, tracks: withEntities(project.tracks, plain) }
}
