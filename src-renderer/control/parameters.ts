/** What controls of MIDI devices can move, as places from 0 to 1 on its way. Pure. */
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { instrumentSpecs } from "#shared/dsp/instruments/specs.ts"
import {
  entityOf,
  type ControlTarget,
  type Device,
  type Project,
  type Track,
} from "#shared/project/index.ts"
import type { Step } from "../session/index.ts"
import { dbAtPlace, placeOfDb } from "../ui/level-law.ts"
import { placeOf, valueAt, type Quantity } from "../ui/quantity.ts"

export interface Parameter {
  /** "Pan of Drums" */
  readonly label: string
  /** Of an entry of the history: "Set pan". */
  readonly action: string
  /** Where it stands, 0 to 1. */
  readonly place: number
  /** Of switches and choices, how many: a note steps through them. */
  readonly positions?: number
  /** Where it begins: a note goes there, and from there to the lower end. */
  readonly rest: number
  set(place: number): Step
}

/** Undefined where it is not there, or no more. */
export function parameterOf(
  project: Project,
  target: Exclude<ControlTarget, { kind: "command" }>,
): Parameter | undefined {
  if (target.kind === "bypass") {
    const device = entityOf(project.devices, target.deviceId)
    return device && bypassParameter(device)
  }
  if (target.kind === "device") {
    const device = entityOf(project.devices, target.deviceId)
    return device && deviceParameter(device, target.parameter)
  }
  const track = entityOf(project.tracks, target.trackId)
  if (!track) return undefined
  return target.kind === "send"
    ? sendParameter(project, track, target.busId)
    : trackParameter(track, target.parameter)
}

type TrackParameter = Extract<ControlTarget, { kind: "track" }>["parameter"]

function trackParameter(track: Track, parameter: TrackParameter): Parameter {
  const trackIds = [track.id]
  const name = nameOf(track)
  switch (parameter) {
    case "gain":
      return {
        ...{ label: `Level of ${name}`, action: "Set level", place: placeOfDb(track.gainDb) },
        rest: placeOfDb(0),
        set: (to) => ({ name: "track.gain", args: { trackIds, gainDb: dbAtPlace(to) } }),
      }
    case "pan":
      return {
        ...{ label: `Pan of ${name}`, action: "Set pan", place: (track.pan + 1) / 2 },
        rest: 0.5,
        set: (to) => ({ name: "track.pan", args: { trackIds, pan: hundredths(2 * to - 1) } }),
      }
    case "mute":
      return {
        ...switchOf("Mute", name, track.isMuted),
        set: (to) => ({ name: "track.mute", args: { trackIds, isMuted: isOn(to) } }),
      }
    case "solo":
      return {
        ...switchOf("Solo", name, track.isSoloed),
        set: (to) => ({ name: "track.solo", args: { trackIds, isSoloed: isOn(to) } }),
      }
    case "arm":
      return {
        ...switchOf("Arm", name, track.isArmed),
        set: (to) => ({ name: "track.arm", args: { trackIds, isArmed: isOn(to) } }),
      }
  }
}

const switchOf = (action: string, name: string, is: boolean) => ({
  ...{ label: `${action} of ${name}`, action, place: is ? 1 : 0, positions: 2, rest: 0 },
})

function sendParameter(project: Project, track: Track, busId: string): Parameter | undefined {
  const send = track.sends.find((each) => each.busId === busId)
  const bus = entityOf(project.tracks, busId)
  if (!send || !bus) return undefined
  return {
    label: `Send of ${nameOf(track)} to ${nameOf(bus)}`,
    action: "Set send",
    place: placeOfDb(send.gainDb),
    rest: placeOfDb(0),
    set: (to) => ({
      name: "send.set",
      args: { trackId: track.id, busId: send.busId, gainDb: dbAtPlace(to) },
    }),
  }
}

/** 1: it sounds through the device. */
const bypassParameter = ({ id, kind, name, isBypassed }: Device): Parameter => ({
  label: `${name ?? specOf(kind)?.label ?? "Device"} on`,
  action: isBypassed ? "Switch device on" : "Bypass device",
  ...{ place: isBypassed ? 0 : 1, positions: 2, rest: 1 },
  set: (to) => ({ name: "device.bypass", args: { deviceIds: [id], isBypassed: !isOn(to) } }),
})

/** What can be set on a device, in the order in which its panel has it; none where the studio does not know the kind. */
export const quantitiesOf = ({ kind }: Device): readonly (Quantity & { id: string })[] =>
  specOf(kind)?.parameters ?? []

/** What the user called it, else what it is. */
export const deviceLabel = ({ kind, name }: Device): string =>
  name === undefined || name === "" ? (specOf(kind)?.label ?? kind) : name

function deviceParameter(device: Device, id: string): Parameter | undefined {
  const quantity = quantitiesOf(device).find((each) => each.id === id)
  if (!quantity) return undefined
  const { label, choices } = quantity
  return {
    label: `${label} of ${deviceLabel(device)}`,
    action: `Set ${label.toLowerCase()}`,
    place: placeOf(quantity, device.parameters[id] ?? quantity.initial),
    rest: placeOf(quantity, quantity.initial),
    ...(choices ? { positions: choices.length } : {}),
    set: (to) => ({
      name: "device.parameter",
      args: { deviceId: device.id, parameters: { [id]: valueAt(quantity, to) } },
    }),
  }
}

function specOf(kind: string) {
  const specs: Partial<
    Record<string, { label: string; parameters: readonly (Quantity & { id: string })[] }>
  > = { ...deviceSpecs, ...instrumentSpecs }
  return Object.hasOwn(specs, kind) ? specs[kind] : undefined
}

const nameOf = ({ name, kind }: Track): string =>
  name || (kind === "bus" ? "Bus" : kind === "master" ? "Master" : "Track")
const isOn = (place: number): boolean => place >= 0.5
const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0
