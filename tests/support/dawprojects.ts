/** What DAWproject keeps of a project, and how near two of them are. */
import { StudioError } from "#shared/contract/index.ts"
import {
  dawprojectFromProject,
  projectFromDawproject,
  type FromDawproject,
} from "#shared/project/dawproject/index.ts"
import {
  clipsOf,
  entitiesOf,
  entityOf,
  runCommand,
  type AutomationPoint,
  type AutomationTarget,
  type Clip,
  type Project,
} from "#shared/project/index.ts"
import { anEmptyProject } from "./projects.ts"
import { commandMaker } from "./random-commands.ts"

/** A document after random commands; those that do not fit are passed over. */
export function aRandomProject(seed: number, commands = 300): Project {
  const next = commandMaker(seed)
  let project = anEmptyProject()
  for (let i = 0; i < commands; i++) {
    const { name, args } = next(project)
    try {
      project = runCommand(project, name, args).project
    } catch (error) {
      if (!(error instanceof StudioError)) throw error
    }
  }
  return project
}

export function thereAndBack(project: Project): FromDawproject {
  const { projectXml, metadataXml, media } = dawprojectFromProject(project, "1.0.0")
  const hashes = new Map(
    media.map(({ mediaId, path }) => [path, entityOf(project.media, mediaId)!.sha256]),
  )
  let next = 0
  return projectFromDawproject(
    { projectXml, metadataXml },
    { title: "Untitled", newId: () => `new-${next++}`, sha256Of: (path) => hashes.get(path) },
  )
}

/** Ids replaced by places, and what the format has no place for left out. */
export function keptByDawproject(project: Project): unknown {
  const ids = [...project.trackOrder, project.masterTrackId]
  const place = (id: string | undefined): number => ids.findIndex((each) => each === id)
  return {
    ...{ title: project.title, tempo: project.tempo, meters: project.meters },
    markers: entitiesOf(project.markers)
      .map(({ tick, name }) => `${String(tick).padStart(9)} ${name}`)
      .sort(),
    tracks: ids.map((id) => {
      const track = entityOf(project.tracks, id)!
      const { kind, name, gainDb, pan, isMuted, isSoloed } = track
      return {
        ...{ kind, name, gainDb, pan, isMuted, isSoloed },
        parent: place(track.parentId),
        output: place(track.outputId),
        sends: track.sends
          .map((send) => ({ ...send, busId: place(send.busId) }))
          .sort((a, b) => a.busId - b.busId),
        devices: track.devices.map((deviceId) => {
          const device = entityOf(project.devices, deviceId)!
          return { ...device, id: undefined, sidechainTrackId: undefined }
        }),
        automation: track.automation
          .filter(({ target }) => isKept(target))
          .map(({ target, points }) => curveOf(project, target, points)),
        clips: clipsOf(project, id)
          // Other programs know no gestures.
          .flatMap((clip) => (clip.kind === "gesture" ? [] : [clip]))
          .filter((clip) => clip.kind !== "automation" || isKept(clip.target))
          .map((clip) => clipOf(project, clip))
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      }
    }),
  }
}

const isKept = ({ deviceId, parameter }: AutomationTarget): boolean =>
  deviceId !== undefined || parameter === "gainDb" || parameter === "pan"

function curveOf(project: Project, target: AutomationTarget, points: readonly AutomationPoint[]) {
  const tracks = entitiesOf(project.tracks)
  const device = tracks.flatMap(({ devices }) => devices.indexOf(target.deviceId ?? ("" as never)))
  const [least, most] =
    target.deviceId !== undefined
      ? [-Infinity, Infinity]
      : target.parameter === "pan"
        ? [-1, 1]
        : [-144, 36]
  return {
    target: [Math.max(...device), target.parameter],
    points: points.map(({ tick, value, curve }) => ({
      tick,
      value: Math.min(most, Math.max(least, value)),
      curve: curve === "hold" ? "hold" : "linear",
    })),
  }
}

function clipOf(project: Project, clip: Exclude<Clip, { kind: "gesture" }>): object {
  const { kind, name, startTicks, lengthTicks, isMuted, loop } = clip
  const common = { startTicks, kind, name, lengthTicks, isMuted, loop }
  if (clip.kind === "automation")
    return { ...common, offset: clip.offsetTicks, ...curveOf(project, clip.target, clip.points) }
  if (clip.kind === "notes")
    return {
      ...{ ...common, offset: clip.offsetTicks },
      notes: clip.notes
        .filter((note) => !note.isMuted)
        .map((note) => [
          ...[note.startTicks, note.lengthTicks, note.pitch, note.velocity],
          ...[note.releaseVelocity ?? -1, note.channel ?? 0],
        ])
        .map((note) => note.join(" "))
        .sort(),
      controllers: clip.controllers
        .map(([tick, status, first, second]) => [
          tick,
          status,
          first,
          status >= 0xc0 && status < 0xe0 ? 0 : second,
        ])
        .map((event) => event.join(" "))
        .sort(),
    }
  const { stretch, offsetSeconds, gainDb, fadeIn, fadeOut, mediaId } = clip
  const { ratio, sourceBpm } = stretch
  const mode = stretch.mode === "ratio" && ratio === 1 ? "off" : stretch.mode
  return {
    ...common,
    ...{ offsetSeconds, gainDb, mode, sha256: entityOf(project.media, mediaId)?.sha256 },
    ...(mode === "ratio" ? { ratio } : {}),
    ...(mode === "tempo" ? { sourceBpm } : {}),
    fades: [fadeIn?.lengthTicks ?? 0, fadeOut?.lengthTicks ?? 0],
  }
}

/** Where two values differ by more than rounding; nothing where they are the same. */
export function differenceOf(a: unknown, b: unknown, path = ""): string | undefined {
  if (typeof a === "number" && typeof b === "number") {
    const isNear = Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a))
    return isNear ? undefined : `${path}: ${a} is not ${b}`
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return a === b ? undefined : `${path}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = differenceOf(a[key as never], b[key as never], `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
