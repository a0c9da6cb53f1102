/** Devices in words: their full names, and short ones for slots that are narrow. */
import { deviceSpecs, type DeviceKind, type DeviceSpec } from "#shared/dsp/devices/index.ts"
import { instrumentSpecs, type InstrumentKind } from "#shared/dsp/instruments/specs.ts"
import { drumSetName, programName } from "#shared/music/general-midi.ts"
import type { Device } from "#shared/project/index.ts"

const SHORT: Record<DeviceKind, string> = {
  eq: "EQ",
  compressor: "Comp",
  limiter: "Limit",
  gate: "Gate",
  delay: "Dly",
  reverb: "Rev",
  chorus: "Cho",
  saturation: "Sat",
  utility: "Util",
}
const SHORT_INSTRUMENTS = new Map([
  ["drums", "Kit"],
  ["poly", "Poly"],
])

/** What a panel shows of a device. */
export type PanelSpec = Omit<DeviceSpec, "create">

/** Of an effect or an instrument; undefined where the studio does not know the kind. */
export function specOf(kind: string): PanelSpec | undefined {
  if (Object.hasOwn(deviceSpecs, kind)) return deviceSpecs[kind as DeviceKind]
  return isInstrument(kind) ? instrumentSpecs[kind] : undefined
}

export const isInstrument = (kind: string): kind is InstrumentKind =>
  Object.hasOwn(instrumentSpecs, kind)

/** What the user called it, else what it is: of an instrument its preset. */
export function deviceName(device: Device): string {
  if (device.name !== undefined && device.name !== "") return device.name
  if (device.kind === "soundfont") return presetName(presetOf(device))
  return specOf(device.kind)?.label ?? device.kind
}

export function shortName(device: Device): string {
  if (Object.hasOwn(SHORT, device.kind)) return SHORT[device.kind as DeviceKind]
  return SHORT_INSTRUMENTS.get(device.kind) ?? deviceName(device)
}

export interface Preset {
  readonly program: number
  readonly bank: number
  readonly isDrums: boolean
}

/** What a SoundFont instrument plays; what the document does not say is the piano, as for the ear. */
export function presetOf({ state }: Device): Preset {
  const { program, bank, isDrums } = (state ?? {}) as Partial<Record<string, unknown>>
  const number = (value: unknown): number =>
    Number.isInteger(value) ? Math.min(127, Math.max(0, value as number)) : 0
  return { program: number(program), bank: number(bank), isDrums: isDrums === true }
}

export function presetName({ program, isDrums }: Preset): string {
  if (!isDrums) return programName(program) ?? "Instrument"
  return drumSetName(program)
}
