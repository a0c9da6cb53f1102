/** What a track can play, as the document has it: a preset of General MIDI, or an instrument by its kind. */
import { instrumentSpecs, type InstrumentKind } from "#shared/dsp/instruments/specs.ts"
import { drumSetName, programName } from "#shared/music/general-midi.ts"
import type { Json } from "#shared/project/index.ts"

export type Sound = Preset | OwnSound

interface Preset {
  readonly program: number
  readonly isDrums: boolean
}

/** The instruments that have no presets. */
export type OwnSound = Exclude<InstrumentKind, "soundfont">
/** Those that play notes of a pitch. */
export const OWN_SOUNDS = ["poly", "sampler"] as const satisfies readonly OwnSound[]

export const kindOf = (sound: Sound): InstrumentKind =>
  typeof sound === "string" ? sound : "soundfont"

/** What an instrument begins with. */
export function stateOf(sound: Sound): Json {
  if (typeof sound !== "string") return { ...sound, bank: 0 }
  if (sound === "poly") return null
  return sound === "drums" ? { pads: [] } : { zones: [] }
}

export function nameOf(sound: Sound): string {
  if (typeof sound === "string") return instrumentSpecs[sound].label
  const { program, isDrums } = sound
  return isDrums ? drumSetName(program) : (programName(program) ?? "Instrument")
}
