/**
 * A project in DAWproject, the open exchange format (bitwig/dawproject 1.0): the texts `project.xml` and `metadata.xml` of its
 * archive. Recordings are named by paths in it; who writes the archive puts them there.
 */
import { clipsOf } from "../clips-of.ts"
import { counted } from "../left-out.ts"
import {
  type Clip,
  entitiesOf,
  entityOf,
  type AutomationTarget,
  type Project,
  type Track,
} from "../model/index.ts"
import { clipElement, type ClipNames, type WrittenClip } from "./write-clips.ts"
import { automationPoints } from "./write-points.ts"
import { fileIds, type FileIds } from "./file-ids.ts"
import { trackElements } from "./write-tracks.ts"
import { beatsOf } from "./values.ts"
import { element, xmlText, type XmlElement } from "../xml/xml.ts"

export interface DawprojectTexts {
  readonly projectXml: string
  readonly metadataXml: string
  /** Where each recording belongs in the archive. */
  readonly media: readonly { mediaId: string; path: string }[]
  /** What the format has no place for, in words. */
  readonly warnings: readonly string[]
}

export function dawprojectFromProject(project: Project, version: string): DawprojectTexts {
  const ids = fileIds(project)
  const media = mediaPaths(project)
  const paths = new Map(media.map(({ mediaId, path }) => [mediaId, path]))
  const names: ClipNames = {
    mediaPath: (mediaId) => paths.get(mediaId) ?? "audio/missing.wav",
    parameterId: ids.parameter,
  }
  const root = element("Project", { version: "1.0" }, [
    element("Application", { name: "Slipmat", version }),
    transport(project),
    element("Structure", {}, trackElements(project, ids)),
    arrangement(project, ids, names),
  ])
  const metadata = element("MetaData", {}, [
    element("Title", {}, [], project.title),
    project.artist === undefined ? undefined : element("Artist", {}, [], project.artist),
  ])
  return {
    projectXml: xmlText(root),
    metadataXml: xmlText(metadata),
    media,
    warnings: losses(project),
  }
}

const TEMPO_ID = "tempo"
const METER_ID = "meter"

function transport({ tempo: [tempo], meters: [meter] }: Project): XmlElement {
  return element("Transport", {}, [
    element("Tempo", { id: TEMPO_ID, unit: "bpm", min: 1, max: 6000, value: tempo?.bpm ?? 120 }),
    element("TimeSignature", {
      ...{ id: METER_ID, numerator: meter?.numerator ?? 4, denominator: meter?.denominator ?? 4 },
    }),
  ])
}

function arrangement(project: Project, ids: FileIds, names: ClipNames): XmlElement {
  const tracks = [...project.trackOrder, project.masterTrackId].flatMap(
    (id) => entityOf(project.tracks, id) ?? [],
  )
  const markers = entitiesOf(project.markers).toSorted((a, b) => a.tick - b.tick)
  return element("Arrangement", { id: "arrangement" }, [
    element(
      "Lanes",
      { timeUnit: "beats" },
      tracks.map((track) => trackLanes(project, track, ids, names)),
    ),
    markers.length === 0
      ? undefined
      : element(
          "Markers",
          { timeUnit: "beats" },
          markers.map(({ tick, name }) => element("Marker", { time: beatsOf(tick), name })),
        ),
    element("TempoAutomation", { timeUnit: "beats", unit: "bpm" }, [
      element("Target", { parameter: TEMPO_ID }),
      ...project.tempo.map(({ tick, bpm, curve }) =>
        element("RealPoint", {
          ...{ time: beatsOf(tick), value: bpm },
          interpolation: curve === "ramp" ? "linear" : "hold",
        }),
      ),
    ]),
    element("TimeSignatureAutomation", { timeUnit: "beats" }, [
      element("Target", { parameter: METER_ID }),
      ...project.meters.map(({ tick, numerator, denominator }) =>
        element("TimeSignaturePoint", { time: beatsOf(tick), numerator, denominator }),
      ),
    ]),
  ])
}

function trackLanes(project: Project, track: Track, ids: FileIds, names: ClipNames): XmlElement {
  const clips = clipsOf(project, track.id).filter(
    (clip): clip is WrittenClip =>
      clip.kind !== "gesture" && (clip.kind !== "automation" || isWritten(project, clip.target)),
  )
  return element("Lanes", { track: ids.track(track.id) }, [
    element(
      "Clips",
      {},
      clips.map((clip) => clipElement(project, clip, names)),
    ),
    ...track.automation
      .filter(({ target }) => isWritten(project, target))
      .map(({ target, points }) =>
        automationPoints(target, points, ids.parameter(track.id, target)),
      ),
  ])
}

/** Of a track only level and pan can move; of a device all that it has. */
function isWritten(
  { devices }: Pick<Project, "devices">,
  { deviceId, parameter }: AutomationTarget,
): boolean {
  if (deviceId === undefined) return parameter === "gainDb" || parameter === "pan"
  return entityOf(devices, deviceId) !== undefined
}

function mediaPaths({ media }: Project): { mediaId: string; path: string }[] {
  return entitiesOf(media).map(({ id, sha256, name }) => {
    const plain = name.replace(/[^\p{L}\p{N} ._-]/gu, "_").trim()
    return {
      mediaId: id,
      path: `audio/${sha256.slice(0, 8)} ${plain === "" ? "recording" : plain}`,
    }
  })
}

function losses(project: Project): string[] {
  const { keys, chords, clips, tracks, markers } = project
  const isTake = ({ takeLane }: Clip): boolean => takeLane !== undefined
  const takes = entitiesOf(clips).filter(isTake)
  const all = entitiesOf(clips).filter((clip) => !isTake(clip))
  const curves = [
    ...entitiesOf(tracks).flatMap(({ automation }) => automation),
    ...all.filter((clip) => clip.kind === "automation"),
  ]
  const isTransposed = (clip: (typeof all)[number]): boolean =>
    clip.kind === "audio" && clip.stretch.semitones !== 0
  const muted = all.flatMap((clip) =>
    clip.kind === "notes" ? clip.notes.filter((note) => note.isMuted) : [],
  )
  return [
    ...counted("keys left out", keys.length),
    ...counted("chords left out", chords.length),
    ...counted("muted notes left out", muted.length),
    ...counted("takes that are not chosen left out", takes.length),
    ...counted("transpositions of recordings left out", all.filter(isTransposed).length),
    ...counted("gesture clips left out", all.filter(({ kind }) => kind === "gesture").length),
    ...counted(
      "automation curves left out",
      curves.filter(({ target }) => !isWritten(project, target)).length,
    ),
    ...counted(
      "bent curves written as straight lines",
      curves.filter(({ points }) => points.some(({ curve }) => curve === "smooth")).length,
    ),
    ...counted(
      "sections written without their lengths",
      entitiesOf(markers).filter(({ lengthTicks }) => lengthTicks !== undefined).length,
    ),
  ]
}
