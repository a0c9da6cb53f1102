/** A channel's Devices: our own as they were, the format's own four as ours. Plug-ins are not taken over. */
import { DeviceId, type Device, type Json, type TrackId } from "../model/index.ts"
import { childOf, childrenOf, numberOf, type XmlElement } from "../xml/xml.ts"
import { BUILT_IN } from "./built-in.ts"
import type { Losses } from "./losses.ts"
import type { KnownParameter } from "./read-context.ts"
import { DEVICE_PREFIX } from "./write-devices.ts"

interface Options {
  trackId: TrackId
  takesNotes: boolean
  /** Filled with what curves can point at, by the file's ids. */
  parameters: Map<string, KnownParameter>
  newId(): string
  lost: Losses["lost"]
}

const MOST_NAME = 200

export function readDevices(channel: XmlElement | undefined, options: Options): Device[] {
  const devices: Device[] = []
  for (const element of childOf(channel, "Devices")?.children ?? []) {
    const device = element.attributes["deviceID"]?.startsWith(DEVICE_PREFIX)
      ? ourDevice(element, devices.length === 0, options)
      : builtInDevice(element, options)
    if (device) devices.push(device)
    else options.lost("devices of other studios", nameOf(element))
  }
  return devices
}

function ourDevice(element: XmlElement, isFirst: boolean, options: Options): Device | undefined {
  const { trackId, takesNotes, parameters: known, newId } = options
  const { deviceID = "", deviceRole, comment } = element.attributes
  const isInstrument = deviceRole === "instrument"
  if (isInstrument && (!takesNotes || !isFirst)) return undefined
  const id = DeviceId.parse(newId())
  const parameters: Record<string, number> = {}
  for (const parameter of childrenOf(childOf(element, "Parameters"), "RealParameter")) {
    const { name = "", id: fileId } = parameter.attributes
    const value = numberOf(parameter, "value", undefined)
    if (value !== undefined) parameters[name] = value
    if (fileId !== undefined)
      known.set(fileId, { trackId, target: { deviceId: id, parameter: name } })
  }
  const state = stateOf(comment)
  return {
    ...{ id, kind: deviceID.slice(DEVICE_PREFIX.length), parameters },
    role: isInstrument ? "instrument" : "effect",
    ...(element.attributes["name"] === undefined ? {} : { name: nameOf(element) }),
    isBypassed: isOff(element),
    ...(state === undefined ? {} : { state }),
  }
}

function builtInDevice(element: XmlElement, options: Options): Device | undefined {
  const read = BUILT_IN.get(element.name)?.(element)
  if (!read) return undefined
  const { trackId, parameters: known, newId, lost } = options
  const id = DeviceId.parse(newId())
  for (const what of read.lost) lost(what)
  for (const { fileId, parameter, read: valueOf } of read.targets)
    known.set(fileId, { trackId, target: { deviceId: id, parameter }, read: valueOf })
  return {
    ...{ id, kind: read.kind, role: "effect", parameters: read.parameters },
    name: nameOf(element),
    isBypassed: isOff(element),
  }
}

/** What the person called it, else what its studio does. */
const nameOf = ({ attributes }: XmlElement): string =>
  (attributes["name"] ?? attributes["deviceName"] ?? "").slice(0, MOST_NAME)

const isOff = (element: XmlElement): boolean =>
  childOf(element, "Enabled")?.attributes["value"] === "false"

function stateOf(json: string | undefined): Json | undefined {
  if (json === undefined) return undefined
  try {
    return JSON.parse(json) as Json
  } catch {
    return undefined
  }
}
