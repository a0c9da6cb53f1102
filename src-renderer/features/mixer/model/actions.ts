/** What buttons, menus and keys of the mixer do to the piece. */
import {
  DeviceId,
  LaneId,
  TrackId,
  type AutomationTarget,
  type Device,
  type Track,
} from "#shared/project/index.ts"
import type { MixerState } from "../mixer-state.svelte.ts"
import { deviceName, isInstrument, specOf } from "./device-words.ts"

const idsOf = (mixer: MixerState, { id }: Track): TrackId[] => [...mixer.held(id)]

/** All tracks that are selected with this one become as it does. */
export function toggleMute(mixer: MixerState, track: Track): void {
  const trackIds = idsOf(mixer, track)
  mixer.studio.project.run("track.mute", { trackIds, isMuted: !track.isMuted })
}

export function toggleSolo(mixer: MixerState, track: Track): void {
  if (track.kind === "master") return
  const trackIds = idsOf(mixer, track)
  mixer.studio.project.run("track.solo", { trackIds, isSoloed: !track.isSoloed })
}

export function toggleArm(mixer: MixerState, track: Track): void {
  const trackIds = idsOf(mixer, track)
  mixer.studio.project.run("track.arm", { trackIds, isArmed: !track.isArmed })
}

export function toggleSafe(mixer: MixerState, track: Track): void {
  if (track.kind === "master") return
  const trackIds = idsOf(mixer, track)
  mixer.studio.project.run("track.solo-safe", { trackIds, isSoloSafe: !track.isSoloSafe })
}

export function endSolo(mixer: MixerState): void {
  const trackIds = mixer.project.trackOrder.filter((id) =>
    mixer.order.some((track) => track.id === id && track.isSoloed),
  )
  if (trackIds.length > 0) mixer.studio.project.run("track.solo", { trackIds, isSoloed: false })
}

/** Puts an effect at the end of a track's chain, or an instrument at its beginning, and opens it. */
export function addDevice(mixer: MixerState, track: Track, kind: string): void {
  const isFirst = isInstrument(kind)
  const preset = { program: 0, bank: 0, isDrums: track.kind === "drum" }
  const id = DeviceId.parse(crypto.randomUUID())
  const label = specOf(kind)?.label
  const isDone = mixer.studio.project.run("device.add", {
    trackId: track.id,
    device: {
      ...{ id, kind, role: isFirst ? "instrument" : "effect", isBypassed: false, parameters: {} },
      ...(NAMED_BY_KIND.has(kind) || label === undefined ? {} : { name: label }),
      ...(kind === "soundfont" ? { state: preset } : {}),
    },
    ...(isFirst ? { index: 0 } : {}),
  })
  if (isDone) mixer.openDevice(track.id, id)
}

export function toggleBypass(mixer: MixerState, device: Device): void {
  const { id, isBypassed } = device
  const args = { deviceIds: [id], isBypassed: !isBypassed }
  const label = `${isBypassed ? "Switch on" : "Bypass"} ${deviceName(device)}`
  mixer.studio.project.runAll(label, [{ name: "device.bypass", args }])
}

export function removeDevice(mixer: MixerState, device: Device): void {
  const args = { deviceIds: [device.id] }
  const label = `Remove ${deviceName(device)}`
  mixer.studio.project.runAll(label, [{ name: "device.remove", args }])
}

/** @param by -1 towards the beginning of the chain, 1 towards its end */
export function moveDevice(mixer: MixerState, track: Track, { id }: Device, by: -1 | 1): void {
  const index = track.devices.indexOf(id) + by
  mixer.studio.project.run("device.move", { deviceId: id, trackId: track.id, index })
}

/** What shows a lane for what is to move over time, and makes it where there is none; the master has none. */
export function automation(
  mixer: MixerState,
  track: Track,
  target: AutomationTarget,
): (() => void) | undefined {
  const { onAutomate, studio } = mixer
  if (!onAutomate || track.kind === "master") return undefined
  const isThere = track.automation.some(
    ({ target: { deviceId, parameter } }) =>
      deviceId === target.deviceId && parameter === target.parameter,
  )
  return () => {
    const lane = { id: LaneId.parse(crypto.randomUUID()), target, points: [] }
    const args = { trackId: track.id, lane }
    if (isThere || studio.project.run("automation.add-lane", args)) onAutomate(track.id)
  }
}

export function addSend(mixer: MixerState, track: Track, busId: TrackId): void {
  const send = { busId, gainDb: 0, isPreFader: false }
  mixer.studio.project.run("send.add", { trackId: track.id, send })
}

/** A bus below the last track, and a send to it, as one entry of the history. */
export function sendToNewBus(mixer: MixerState, track: Track): void {
  const { project, studio } = mixer
  const busId = TrackId.parse(crypto.randomUUID())
  const name = mixer.buses.length === 0 ? "Bus" : `Bus ${mixer.buses.length + 1}`
  const colour = (project.trackOrder.length * BUS_COLOUR_STEP) % COLOURS
  studio.project.runAll("Send to a new bus", [
    { name: "track.add", args: { id: busId, kind: "bus", name, colour } },
    {
      name: "send.add",
      args: { trackId: track.id, send: { busId, gainDb: 0, isPreFader: false } },
    },
  ])
}
/** Called after what they play. */
const NAMED_BY_KIND = new Set(["soundfont", "drums"])
/** As for other new tracks, so that neighbours differ. */
const [COLOURS, BUS_COLOUR_STEP] = [8, 3]
