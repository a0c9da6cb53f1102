/** The studio's instruments, by kind. */
import type { BasicSoundBank } from "spessasynth_core"
import type { InstrumentPlan } from "../graph/plan.ts"
import type { KitSounds } from "../kit/index.ts"
import { DrumSampler } from "./drums/drum-sampler.ts"
import { padsOf } from "./drums/pads.ts"
import type { Instrument } from "./instrument.ts"
import { polyParameters } from "./poly/parameters.ts"
import { PolySynth } from "./poly/poly-synth.ts"
import type { TileSource } from "../tile-source.ts"
import { Sampler } from "./sampler/sampler.ts"
import { zonesOf } from "./sampler/zones.ts"
import { SoundFontInstrument, type SoundFontState } from "./soundfont.ts"

export { Click } from "./click.ts"
export { recordingsOf, type Stretch } from "./recordings.ts"
export { zonesOf, type Zone } from "./sampler/zones.ts"
export type { Instrument } from "./instrument.ts"
export {
  SoundFontInstrument,
  takeUnpacked,
  unpackPreset,
  type SoundFontState,
  type UnpackedSample,
} from "./soundfont.ts"

export interface InstrumentTools {
  rateHz: number
  /** Null while it loads: what needs it is silent. */
  bank: BasicSoundBank | null
  /** Empty while it loads. */
  kit: KitSounds
  /** Recordings, by the graph's numbers. */
  sources: ReadonlyMap<number, TileSource>
}

/** Takes the old instrument on where it is of the same kind. @returns null where the kind is unknown or not ready */
export function createInstrument(
  plan: InstrumentPlan,
  old: Instrument | null,
  tools: InstrumentTools,
): Instrument | null {
  if (plan.kind === "soundfont") return soundFont(plan, old, tools)
  if (plan.kind === "sampler") {
    const sampler = old instanceof Sampler ? old : new Sampler(tools.rateHz, tools.sources)
    sampler.setZones(zonesOf(plan.state))
    return sampler
  }
  if (plan.kind === "drums") {
    const drums =
      old instanceof DrumSampler ? old : new DrumSampler(tools.rateHz, tools.kit, tools.sources)
    drums.setPads(padsOf(plan.state))
    return drums
  }
  if (plan.kind !== "poly") return null
  const synth = old instanceof PolySynth ? old : new PolySynth(tools.rateHz)
  for (const { id, initial } of polyParameters)
    synth.setParameter(id, plan.parameters[id] ?? initial)
  return synth
}

function soundFont(
  plan: InstrumentPlan,
  old: Instrument | null,
  { rateHz, bank }: InstrumentTools,
): Instrument | null {
  if (!bank) return null
  const instrument =
    old instanceof SoundFontInstrument && old.bank === bank
      ? old
      : new SoundFontInstrument(rateHz, bank)
  instrument.setState(soundFontState(plan.state))
  return instrument
}

/** A document may hold anything: what is no preset is the piano. */
export function soundFontState(state: unknown): SoundFontState {
  const { program, bank, isDrums } = (state ?? {}) as Partial<Record<string, unknown>>
  const number = (value: unknown): number =>
    Number.isInteger(value) ? Math.min(127, Math.max(0, value as number)) : 0
  return { program: number(program), bank: number(bank), isDrums: isDrums === true }
}
