/** A track again, with its clips, devices, automation and routing, under new ids. */
import { fail } from "#shared/contract/errors.ts"
import {
  entitiesOf,
  type AutomationTarget,
  type Clip,
  type DeviceId,
  type ClipId,
  type Project,
  type TrackId,
} from "../model/index.ts"
import { deviceOf, nameOf, refuseTaken, trackOf } from "./find.ts"
import { patched } from "./patched.ts"
import { putClips, putDevices, putTracks } from "./put.ts"
import { movedTo, withTrackOrder } from "./tree.ts"

interface CopyNames {
  readonly trackId: TrackId
  readonly newId: TrackId
  readonly clipIds: Readonly<Partial<Record<ClipId, ClipId>>>
  readonly deviceIds: Readonly<Partial<Record<DeviceId, DeviceId>>>
}

/** Stands after the original; the tracks of a group stay with the original. @throws StudioError invalid-input for a missing new id */
export function copyTrack(
  project: Project,
  { trackId, newId, clipIds, deviceIds }: CopyNames,
): Project {
  const track = trackOf(project, trackId)
  if (track.kind === "master") fail("invalid-input", `${nameOf(track)} cannot be duplicated`)
  const named = <Id extends string>(ids: Readonly<Partial<Record<Id, Id>>>, id: Id): Id =>
    (Object.hasOwn(ids, id) ? ids[id] : undefined) ??
    fail("invalid-input", `The copy of ${id} needs an id`)
  const retarget = (target: AutomationTarget): AutomationTarget =>
    target.deviceId === undefined
      ? target
      : { ...target, deviceId: named(deviceIds, target.deviceId) }
  const devices = track.devices.map((id) => ({
    ...deviceOf(project, id),
    id: named(deviceIds, id),
  }))
  const copyClip = (clip: Clip): Clip => {
    const copy = patched(clip, { id: named(clipIds, clip.id), trackId: newId })
    return copy.kind === "automation" ? { ...copy, target: retarget(copy.target) } : copy
  }
  const clips = entitiesOf(project.clips)
    .filter((clip) => clip.trackId === trackId)
    .map(copyClip)
  refuseTaken(project.tracks, [newId])
  refuseTaken(
    project.clips,
    clips.map(({ id }) => id),
  )
  refuseTaken(
    project.devices,
    devices.map(({ id }) => id),
  )
  const copy = {
    ...track,
    id: newId,
    devices: devices.map(({ id }) => id),
    automation: track.automation.map((lane) => ({ ...lane, target: retarget(lane.target) })),
  }
  const added = putClips(putDevices(putTracks(project, [copy]), devices), clips)
  const after = project.trackOrder.indexOf(trackId) + 1
  return withTrackOrder(added, movedTo(project.trackOrder, [newId], after))
}
