/** The chain of devices of a track. */
import { fail } from "#shared/contract/errors.ts"
import {
  entitiesOf,
  withoutEntities,
  type DeviceId,
  type Project,
  type Track,
} from "../model/index.ts"
import { chainProblem } from "./allowed.ts"
import { deviceOf, ownerOf } from "./find.ts"
import { patched } from "./patched.ts"
import { dropClips, putTracks, withTable } from "./put.ts"

/** @throws StudioError invalid-input where the devices are no chain */
export function withChain(project: Project, track: Track, devices: readonly DeviceId[]): Project {
  const problem = chainProblem(
    track,
    devices.map((id) => deviceOf(project, id)),
  )
  if (problem !== undefined) fail("invalid-input", problem)
  return putTracks(project, [patched(track, { devices })])
}

/** Devices go with the automation that moves them: its lanes and clips. */
export function removeDevices(project: Project, ids: readonly DeviceId[]): Project {
  const owners = new Map(ids.map((id) => [id, ownerOf(project, id)]))
  let changed = project
  for (const [id, { id: ownerId }] of owners) changed = unplugged(changed, ownerId, id)
  return withTable(changed, "devices", withoutEntities(changed.devices, ids))
}

/** The project with a device out of its track's chain, and its automation gone. */
export function unplugged(project: Project, ownerId: string, deviceId: DeviceId): Project {
  const owner = ownerOf(project, deviceId)
  const clips = entitiesOf(project.clips).filter(
    (clip) =>
      clip.kind === "automation" && clip.trackId === ownerId && clip.target.deviceId === deviceId,
  )
  const track = patched(owner, {
    devices: owner.devices.filter((id) => id !== deviceId),
    automation: owner.automation.filter(({ target }) => target.deviceId !== deviceId),
  })
  return dropClips(
    putTracks(project, [track]),
    clips.map(({ id }) => id),
  )
}
