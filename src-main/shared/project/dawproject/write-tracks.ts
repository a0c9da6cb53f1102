/** Tracks, their channels and devices as the Structure of a DAWproject. */
import {
  entitiesOf,
  entityOf,
  type AutomationTarget,
  type Device,
  type Project,
  type Track,
} from "../model/index.ts"
import { linearOf, normalisedOf } from "./values.ts"
import { element, type XmlElement } from "../xml/xml.ts"

/** Devices of ours are told by this; others' are not taken over. */
export const DEVICE_PREFIX = "slipmat."

/** The ids that tracks, channels and parameters have in the file: letters and numbers, as XML wants them. */
export interface FileIds {
  track(trackId: string): string
  channel(trackId: string): string
  parameter(trackId: string, target: AutomationTarget): string
}

export function fileIds(project: Project): FileIds {
  const numbers = new Map<string, number>()
  const number = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, known)
    return known
  }
  for (const id of [...project.trackOrder, project.masterTrackId]) number(id)
  return {
    track: (trackId) => `track${number(trackId)}`,
    channel: (trackId) => `channel${number(trackId)}`,
    parameter: (trackId, { deviceId = "", parameter }) =>
      `parameter${number(`${trackId}/${deviceId}/${parameter}`)}`,
  }
}

/** Tracks as they stand in groups, the master last. */
export function trackElements(project: Project, ids: FileIds): XmlElement[] {
  const tracks = [...project.trackOrder, project.masterTrackId].flatMap(
    (id) => entityOf(project.tracks, id) ?? [],
  )
  const inGroup = (parentId: string | undefined): XmlElement[] =>
    tracks
      .filter((track) => track.parentId === parentId)
      .map((track) =>
        trackElement(project, track, ids, track.kind === "bus" ? inGroup(track.id) : []),
      )
  return inGroup(undefined)
}

function trackElement(
  project: Project,
  track: Track,
  ids: FileIds,
  inside: readonly XmlElement[],
): XmlElement {
  const { id, name, kind } = track
  const isGroup = inside.length > 0
  const contentType = isGroup
    ? "tracks"
    : kind === "instrument" || kind === "drum"
      ? "notes"
      : "audio"
  const isOurs = kind === "drum" || kind === "gesture"
  const attributes = { id: ids.track(id), name, contentType, loaded: true }
  return element("Track", { ...attributes, comment: isOurs ? DEVICE_PREFIX + kind : undefined }, [
    channelElement(project, track, ids, isGroup),
    ...inside,
  ])
}

function channelElement(
  project: Project,
  track: Track,
  ids: FileIds,
  isGroup: boolean,
): XmlElement {
  const { id, kind, outputId, isSoloed, isMuted, pan, gainDb, sends } = track
  const roles = { master: "master", bus: isGroup ? "submix" : "effect" } as const
  const role = kind === "master" || kind === "bus" ? roles[kind] : "regular"
  const devices = track.devices.flatMap((deviceId) => entityOf(project.devices, deviceId) ?? [])
  const parameter = (name: string): string => ids.parameter(id, { parameter: name })
  const destination = outputId === undefined ? undefined : ids.channel(outputId)
  return element(
    "Channel",
    { id: ids.channel(id), role, audioChannels: 2, solo: isSoloed, destination },
    [
      element(
        "Devices",
        {},
        devices.map((device) => deviceElement(project, track, device, ids)),
      ),
      element("Mute", { id: parameter("isMuted"), name: "Mute", value: isMuted }),
      element("Pan", {
        ...{ id: parameter("pan"), name: "Pan", unit: "normalized" },
        ...{ min: 0, max: 1, value: normalisedOf(pan) },
      }),
      element(
        "Sends",
        {},
        sends.map(({ busId, gainDb: sendDb, isPreFader }) =>
          element("Send", { destination: ids.channel(busId), type: isPreFader ? "pre" : "post" }, [
            element("Volume", { unit: "linear", min: 0, value: linearOf(sendDb) }),
          ]),
        ),
      ),
      element("Volume", {
        ...{ id: parameter("gainDb"), name: "Volume", unit: "linear" },
        ...{ min: 0, max: linearOf(36), value: linearOf(gainDb) },
      }),
    ],
  )
}

function deviceElement(project: Project, track: Track, device: Device, ids: FileIds): XmlElement {
  const { id, kind, name, role, isBypassed, parameters } = device
  // A curve can only point at a parameter that is written.
  const automated = automatedParameters(project, track, id)
  const names = new Set([...Object.keys(parameters), ...automated])
  const attributes = {
    ...{ deviceID: DEVICE_PREFIX + kind, deviceName: kind, deviceVendor: "Slipmat" },
    ...{ name, deviceRole: role === "instrument" ? "instrument" : "audioFX" },
    comment: device.state === undefined ? undefined : JSON.stringify(device.state),
  }
  return element("BuiltinDevice", attributes, [
    element(
      "Parameters",
      {},
      [...names].map((parameter) =>
        element("RealParameter", {
          ...{ id: ids.parameter(track.id, { deviceId: id, parameter }), name: parameter },
          ...{ unit: "linear", value: parameters[parameter] },
        }),
      ),
    ),
    element("Enabled", { value: !isBypassed }),
  ])
}

function automatedParameters(
  { clips }: Project,
  { id, automation }: Track,
  deviceId: string,
): string[] {
  const ofClips = entitiesOf(clips).flatMap((clip) =>
    clip.kind === "automation" && clip.trackId === id ? [clip.target] : [],
  )
  return [...automation.map(({ target }) => target), ...ofClips]
    .filter((target) => target.deviceId === deviceId)
    .map(({ parameter }) => parameter)
}
