/** Tracks, their channels and devices as the Structure of a DAWproject. */
import { entityOf, type Project, type Track } from "../model/index.ts"
import type { FileIds } from "./file-ids.ts"
import { linearOf, normalisedOf } from "./values.ts"
import { DEVICE_PREFIX, deviceElement } from "./write-devices.ts"
import { element, type XmlElement } from "../xml/xml.ts"

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
