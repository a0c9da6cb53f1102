/** The Structure of a DAWproject as tracks and devices. Other studios' plug-ins are not taken over. */
import { TrackId, type Device, type Send, type Track, type TrackKind } from "../model/index.ts"
import { newTrack } from "../new-project.ts"
import type { Losses } from "./losses.ts"
import { readDevices } from "./read-devices.ts"
import { clampedDb, gainDbOf, panOf } from "./values.ts"
import type { KnownParameter } from "./read-context.ts"
import { DEVICE_PREFIX } from "./write-devices.ts"
import { childOf, childrenOf, numberOf, type XmlElement } from "../xml/xml.ts"

const MOST_NAME = 200
const COLOURS = 8

export interface ReadTracks {
  /** The master last; each bus before the tracks of its group. */
  tracks: Track[]
  devices: Device[]
  trackIds: Map<string, TrackId>
  parameters: Map<string, KnownParameter>
}

interface Found {
  /** The Track, or a Channel that stands alone. */
  element: XmlElement
  channel: XmlElement | undefined
  id: TrackId
  parentId: TrackId | undefined
  kind: TrackKind
}

interface Options {
  structure: XmlElement | undefined
  masterId: TrackId
  /** Ids of the file's tracks that have notes, whatever their tracks say. */
  withNotes: ReadonlySet<string>
  newId(): string
  lost: Losses["lost"]
}

export function readTracks(options: Options): ReadTracks {
  const found = findTracks(options)
  const trackIds = new Map<string, TrackId>()
  const channels = new Map<string, Found>()
  for (const one of found) {
    trackIds.set(one.element.attributes["id"] ?? "", one.id)
    channels.set(one.channel?.attributes["id"] ?? "", one)
  }
  const read: ReadTracks = { tracks: [], devices: [], trackIds, parameters: new Map() }
  for (const [index, one] of found.entries())
    read.tracks.push(trackOf(one, index, { channels, read, options }))
  return read
}

function findTracks({ structure, masterId, withNotes, newId }: Options): Found[] {
  const found: Found[] = []
  let master: Found | undefined
  const visit = (element: XmlElement, parentId: TrackId | undefined): void => {
    const channel = element.name === "Channel" ? element : childOf(element, "Channel")
    const inside = childrenOf(element, "Track")
    const isGroup = inside.length > 0 || contentTypes(element).includes("tracks")
    const role = channel?.attributes["role"]
    if (role === "master" && !master && !isGroup) {
      master = { element, channel, id: masterId, parentId: undefined, kind: "master" }
      return
    }
    const id = TrackId.parse(newId())
    const hasNotes = withNotes.has(element.attributes["id"] ?? "")
    const kind =
      isGroup || role === "effect" || role === "submix" ? "bus" : kindOf(element, hasNotes)
    found.push({ element, channel, id, parentId, kind })
    for (const child of inside) visit(child, id)
  }
  for (const child of structure?.children ?? [])
    if (child.name === "Track" || child.name === "Channel") visit(child, undefined)
  return master ? [...found, master] : found
}

const contentTypes = (element: XmlElement): string[] =>
  (element.attributes["contentType"] ?? "").split(/\s+/)

function kindOf(element: XmlElement, hasNotes: boolean): TrackKind {
  const comment = element.attributes["comment"] ?? ""
  if (comment === `${DEVICE_PREFIX}drum`) return "drum"
  if (comment === `${DEVICE_PREFIX}gesture`) return "gesture"
  const types = contentTypes(element)
  return hasNotes || (types.includes("notes") && !types.includes("audio")) ? "instrument" : "audio"
}

interface Surroundings {
  channels: ReadonlyMap<string, Found>
  read: ReadTracks
  options: Options
}

function trackOf(found: Found, index: number, surroundings: Surroundings): Track {
  const { element, channel, id, parentId, kind } = found
  const { channels, read, options } = surroundings
  const isMaster = kind === "master"
  const destination = channels.get(channel?.attributes["destination"] ?? "")
  const isBus = destination?.kind === "bus" || destination?.kind === "master"
  const outputId = isBus && destination.id !== id ? destination.id : (parentId ?? options.masterId)
  const devices = readDevices(channel, {
    ...{ trackId: id, takesNotes: kind === "instrument" || kind === "drum" },
    ...{ parameters: read.parameters, newId: options.newId, lost: options.lost },
  })
  read.devices.push(...devices)
  const volume = childOf(channel, "Volume")
  const pan = childOf(channel, "Pan")
  for (const [parameter, name, valueOf] of [
    [volume, "gainDb", volumeDbOf(volume)],
    [pan, "pan", panValueOf(pan)],
  ] as const) {
    const fileId = parameter?.attributes["id"]
    if (fileId !== undefined)
      read.parameters.set(fileId, {
        ...{ trackId: id, target: { parameter: name }, read: valueOf },
      })
  }
  const name = (element.attributes["name"] ?? (isMaster ? "Master" : "")).slice(0, MOST_NAME)
  return {
    ...newTrack({
      ...{ id, kind, name, colour: index % COLOURS, parentId },
      outputId: isMaster ? undefined : outputId,
    }),
    gainDb: volumeDbOf(volume)(numberOf(volume, "value", 1)),
    pan: panValueOf(pan)(numberOf(pan, "value", numberOf(pan, "min", 0) < 0 ? 0 : 0.5)),
    isMuted: childOf(channel, "Mute")?.attributes["value"] === "true",
    isSoloed: channel?.attributes["solo"] === "true",
    devices: devices.map((device) => device.id),
    sends: isMaster ? [] : sendsOf(found, channels),
  }
}

/** One a bus. */
function sendsOf({ channel, id }: Found, channels: ReadonlyMap<string, Found>): Send[] {
  const byBus = new Map<string, Send>()
  for (const send of childrenOf(childOf(channel, "Sends"), "Send")) {
    const bus = channels.get(send.attributes["destination"] ?? "")
    if (bus?.kind !== "bus" || bus.id === id) continue
    const volume = childOf(send, "Volume")
    const gainDb = volumeDbOf(volume)(numberOf(volume, "value", 1))
    byBus.set(bus.id, { busId: bus.id, gainDb, isPreFader: send.attributes["type"] === "pre" })
  }
  return [...byBus.values()]
}

/** A fader's value: linear mostly, but the format knows decibels too. */
function volumeDbOf(volume: XmlElement | undefined): (value: number) => number {
  return volume?.attributes["unit"] === "decibel" ? clampedDb : gainDbOf
}

/** From 0 to 1 mostly; a range that begins below 0 goes from left to right of 0. */
function panValueOf(pan: XmlElement | undefined): (value: number) => number {
  const least = numberOf(pan, "min", 0)
  if (least >= 0) return panOf
  return (value) => Math.min(1, Math.max(-1, value / -least))
}
