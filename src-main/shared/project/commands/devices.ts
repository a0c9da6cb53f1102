/** Commands on instruments and effects. */
import { z } from "zod"
import { unplugged, removeDevices, withChain } from "../edit/chain.ts"
import { deviceOf, ownerOf, refuseTaken, trackOf } from "../edit/find.ts"
import { patched } from "../edit/patched.ts"
import { putDevices, putTracks } from "../edit/put.ts"
import {
  Device,
  DeviceId,
  DeviceParameters,
  Index,
  JsonValue,
  Name,
  TrackId,
  type Project,
  type Track,
} from "../model/index.ts"
import { withoutCycles } from "../routing.ts"
import { defineCommand } from "./define-command.ts"

const deviceIds = z.array(DeviceId).min(1)

export const deviceCommands = [
  defineCommand({
    name: "device.add",
    label: ({ device }) => `Add ${device.name ?? device.kind}`,
    args: z.object({ trackId: TrackId, device: Device, index: Index.optional() }),
    apply(project, { trackId, device, index }) {
      const track = trackOf(project, trackId)
      refuseTaken(project.devices, [device.id])
      if (device.sidechainTrackId !== undefined) trackOf(project, device.sidechainTrackId)
      const devices = track.devices.toSpliced(index ?? track.devices.length, 0, device.id)
      return withoutCycles(withChain(putDevices(project, [device]), track, devices))
    },
  }),
  defineCommand({
    name: "device.remove",
    label: "Remove device",
    args: z.object({ deviceIds }),
    apply: (project, { deviceIds: ids }) => removeDevices(project, ids),
  }),
  defineCommand({
    name: "device.move",
    label: "Move device",
    args: z.object({ deviceId: DeviceId, trackId: TrackId, index: Index }),
    apply: (project, { deviceId, trackId, index }) =>
      moveDevice(project, deviceId, trackOf(project, trackId), index),
  }),
  defineCommand({
    name: "device.rename",
    label: "Rename device",
    args: z.object({ deviceId: DeviceId, name: Name }),
    apply: (project, { deviceId, name }) => setDevice(project, deviceId, { name }),
  }),
  defineCommand({
    name: "device.bypass",
    label: ({ isBypassed }) => (isBypassed ? "Bypass device" : "Switch device on"),
    args: z.object({ deviceIds, isBypassed: z.boolean() }),
    apply: (project, { deviceIds: ids, isBypassed }) =>
      putDevices(
        project,
        ids.map((id) => patched(deviceOf(project, id), { isBypassed })),
      ),
  }),
  defineCommand({
    name: "device.parameter",
    label: "Set parameter",
    args: z.object({ deviceId: DeviceId, parameters: DeviceParameters }),
    apply(project, { deviceId, parameters }) {
      const device = deviceOf(project, deviceId)
      return setDevice(project, deviceId, { parameters: { ...device.parameters, ...parameters } })
    },
  }),
  defineCommand({
    name: "device.state",
    label: "Change device",
    args: z.object({ deviceId: DeviceId, state: JsonValue.optional() }),
    apply: (project, { deviceId, state }) => setDevice(project, deviceId, { state }),
  }),
  defineCommand({
    name: "device.sidechain",
    label: "Choose side-chain",
    args: z.object({ deviceId: DeviceId, sidechainTrackId: TrackId.nullable() }),
    apply(project, { deviceId, sidechainTrackId }) {
      if (sidechainTrackId !== null) trackOf(project, sidechainTrackId)
      const changes = { sidechainTrackId: sidechainTrackId ?? undefined }
      return withoutCycles(setDevice(project, deviceId, changes))
    },
  }),
] as const

function setDevice(
  project: Project,
  id: DeviceId,
  changes: Parameters<typeof patched<Device>>[1],
): Project {
  return putDevices(project, [patched(deviceOf(project, id), changes)])
}

/** To another track the device goes without its automation, whose lanes stay behind otherwise. */
function moveDevice(project: Project, id: DeviceId, to: Track, index: number): Project {
  const from = ownerOf(project, id)
  if (from.id !== to.id) {
    const taken = unplugged(project, from.id, id)
    return withoutCycles(withChain(taken, to, to.devices.toSpliced(index, 0, id)))
  }
  const rest = from.devices.filter((each) => each !== id)
  return withChain(putTracks(project, [from]), from, rest.toSpliced(index, 0, id))
}
