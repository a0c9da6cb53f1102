/** A document put together from what could be read of one: nothing in it points to what is not there. */
import {
  emptyTable,
  entitiesOf,
  entityOf,
  withEntities,
  type Clip,
  type Device,
  type Marker,
  type Media,
  type Project,
  type Track,
} from "../model/index.ts"
import { trackInCycle } from "../routing.ts"
import { clipProblems, isAscending } from "../validate.ts"
import { chainProblem, targetProblem } from "./allowed.ts"
import { putTracks, withTable } from "./put.ts"

export interface Parts {
  /** One master among them. */
  readonly tracks: readonly Track[]
  readonly devices: readonly Device[]
  readonly media: readonly Media[]
  readonly markers: readonly Marker[]
  readonly clips: readonly Clip[]
  /** Ids of tracks as they stood; others come after them. */
  readonly order: readonly string[]
}

/** @param empty with its master, which `parts` may replace. @param onlost told of each clip that has no place */
export function mended(empty: Project, parts: Parts, onlost: (clip: Clip) => void): Project {
  const { masterTrackId } = empty
  const read = withEntities(empty.tracks, parts.tracks)
  const devices = withEntities(emptyTable<Device>(), parts.devices)
  const placed = new Set<string>()
  const tracks = entitiesOf(read).map((track) =>
    mendedTrack(track, { ...empty, tracks: read, devices }, placed),
  )
  const place = ({ id }: Track): number => parts.order.indexOf(id) >>> 0
  const others = tracks.filter(({ id }) => id !== masterTrackId)
  const kept = entitiesOf(devices)
    .filter(({ id }) => placed.has(id))
    .map(({ sidechainTrackId, ...device }): Device =>
      sidechainTrackId !== undefined && entityOf(read, sidechainTrackId)
        ? { ...device, sidechainTrackId }
        : device,
    )
  const whole: Project = {
    ...empty,
    tracks: withEntities(emptyTable<Track>(), tracks),
    trackOrder: others.toSorted((a, b) => place(a) - place(b)).map(({ id }) => id),
    devices: withEntities(emptyTable<Device>(), kept),
    media: withEntities(emptyTable<Media>(), parts.media),
    markers: withEntities(emptyTable<Marker>(), parts.markers),
  }
  return withClips(withoutLoops(whole), parts.clips, onlost)
}

/** Groups are only how tracks are listed: without them every order is right. */
function mendedTrack(
  { parentId: _, outputId, ...track }: Track,
  { tracks, devices, masterTrackId }: Project,
  placed: Set<string>,
): Track {
  const own: Device[] = []
  for (const id of track.devices) {
    const device = entityOf(devices, id)
    if (!device || placed.has(id) || chainProblem(track, [...own, device]) !== undefined) continue
    own.push(device)
    placed.add(id)
  }
  const target = outputId === undefined ? undefined : entityOf(tracks, outputId)
  const isRouted = target?.kind === "bus" || target?.id === masterTrackId
  const chained = { ...track, devices: own.map(({ id }) => id) }
  const buses = new Map(track.sends.map((send) => [send.busId, send]))
  return {
    ...chained,
    sends: [...buses.values()].filter(({ busId }) => entityOf(tracks, busId)?.kind === "bus"),
    automation: track.automation.filter(
      (lane) =>
        targetProblem(chained, lane.target) === undefined &&
        isAscending(lane.points.map(({ tick }) => tick)),
    ),
    ...(track.id === masterTrackId ? {} : { outputId: isRouted ? target.id : masterTrackId }),
  }
}

/** Sound that would come back goes to the master alone. */
function withoutLoops(project: Project): Project {
  let free = project
  for (let track = trackInCycle(free); track; track = trackInCycle(free)) {
    const own = new Set<string>(track.devices)
    const devices = entitiesOf(free.devices)
      .filter(({ id }) => own.has(id))
      .map(({ sidechainTrackId: _, ...device }): Device => device)
    const straight: Track = { ...track, outputId: free.masterTrackId, sends: [] }
    free = withTable(putTracks(free, [straight]), "devices", withEntities(free.devices, devices))
  }
  return free
}

function withClips(
  project: Project,
  clips: readonly Clip[],
  onlost: (clip: Clip) => void,
): Project {
  const kept = clips.filter((clip) => {
    const isWhole = clipProblems(project, clip).length === 0
    if (!isWhole) onlost(clip)
    return isWhole
  })
  return { ...project, clips: withEntities(project.clips, kept) }
}
