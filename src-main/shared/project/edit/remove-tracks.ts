/** Taking tracks away with all that hangs on them. */
import { fail } from "#shared/contract/errors.ts"
import {
  entitiesOf,
  withoutEntities,
  type Project,
  type Track,
  type TrackId,
} from "../model/index.ts"
import { nameOf, trackOf } from "./find.ts"
import { patched } from "./patched.ts"
import { dropClips, putDevices, putTracks, withTable } from "./put.ts"
import { withTrackOrder } from "./tree.ts"

/**
 * Clips and devices go with their track; what was sent to it goes to the master, its side-chains end, and the tracks of a
 * group move up to the group around it.
 * @throws StudioError invalid-input for the master
 */
export function removeTracks(project: Project, ids: readonly TrackId[]): Project {
  const gone = new Set<string>(ids)
  const tracks = ids.map((id) => trackOf(project, id))
  const master = tracks.find(({ kind }) => kind === "master")
  if (master) fail("invalid-input", `${nameOf(master)} cannot be removed`)
  const clips = entitiesOf(project.clips).filter(({ trackId }) => gone.has(trackId))
  const devices = withoutEntities(
    project.devices,
    tracks.flatMap((track) => track.devices),
  )
  const left = withTable(project, "tracks", withoutEntities(project.tracks, ids))
  const unrouted = putTracks(
    left,
    entitiesOf(left.tracks).map((track) => withoutRoutes(project, track, gone)),
  )
  const silent = dropClips(
    withTable(unrouted, "devices", devices),
    clips.map(({ id }) => id),
  )
  const order = project.trackOrder.filter((id) => !gone.has(id))
  return withTrackOrder(withoutSidechains(silent, gone), order)
}

function withoutRoutes(before: Project, track: Track, gone: ReadonlySet<string>): Track {
  const { outputId, sends } = track
  const isLost = outputId !== undefined && gone.has(outputId)
  let parentId = track.parentId
  while (parentId !== undefined && gone.has(parentId)) parentId = trackOf(before, parentId).parentId
  return patched(track, {
    outputId: isLost ? before.masterTrackId : outputId,
    sends: sends.filter(({ busId }) => !gone.has(busId)),
    parentId,
  })
}

function withoutSidechains(project: Project, gone: ReadonlySet<string>): Project {
  const fed = entitiesOf(project.devices).filter(
    ({ sidechainTrackId }) => sidechainTrackId !== undefined && gone.has(sidechainTrackId),
  )
  return putDevices(
    project,
    fed.map((device) => patched(device, { sidechainTrackId: undefined })),
  )
}
