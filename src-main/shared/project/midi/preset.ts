/** Which General MIDI sound a track has. */
import type { MidiEvent } from "#shared/music/midi-file/index.ts"
import { entityOf, type Project, type Track } from "../model/index.ts"

export interface Preset {
  /** 0..127 */
  program: number
  bank: number
}

/** Of the track's instrument; the first sound where it is none that has programs. */
export function presetOf(project: Project, { devices }: Pick<Track, "devices">): Preset {
  const instrument = devices
    .flatMap((id) => entityOf(project.devices, id) ?? [])
    .find(({ role, kind }) => role === "instrument" && kind === "soundfont")
  const state = instrument?.state
  const number = (key: keyof Preset): number => {
    const value =
      typeof state === "object" && state !== null
        ? (state as Partial<Record<string, unknown>>)[key]
        : 0
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 127 ? Number(value) : 0
  }
  return { program: number("program"), bank: number("bank") }
}

export function isPreset(a: Preset, b: Preset): boolean {
  return a.program === b.program && a.bank === b.bank
}

/** The messages that choose a sound: a bank only where it is not the first. */
export function presetEvents(
  { program, bank }: Preset,
  ticks: number,
  channel: number,
): MidiEvent[] {
  const chosen: MidiEvent = { ticks, kind: "programChange", channel, program }
  if (bank === 0) return [chosen]
  return [{ ticks, kind: "controlChange", channel, controller: 0, value: bank }, chosen]
}
