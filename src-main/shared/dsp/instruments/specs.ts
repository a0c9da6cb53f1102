/** The instruments in words and parameters, apart from their sound: a window needs no synthesiser to show a knob. */
import type { DeviceSpec } from "../devices/index.ts"
import { polyParameters } from "./poly/parameters.ts"

export type InstrumentSpec = Omit<DeviceSpec, "create">

export const instrumentSpecs = {
  soundfont: { kind: "soundfont", label: "General MIDI", parameters: [] },
  drums: { kind: "drums", label: "Slipmat Kit", parameters: [] },
  poly: { kind: "poly", label: "Poly synth", parameters: polyParameters },
  sampler: { kind: "sampler", label: "Sampler", parameters: [] },
} as const satisfies Record<string, InstrumentSpec>

export type InstrumentKind = keyof typeof instrumentSpecs
