/**
 * What a drum sampler's device keeps in its state: of each pad what differs from the Slipmat Kit's sound on that key. Pads
 * that are not named are the kit's.
 */
import { z } from "zod"
import { drumName } from "../music/general-midi.ts"
import { KIT_KEYS, kitChokeGroup, kitPan } from "../dsp/kit/index.ts"
import { GainDb, MediaId, Name, Pan, Pitch, type Json } from "./model/index.ts"

export const PadSample = z.object({
  mediaId: MediaId,
  startSeconds: z.number().min(0),
  endSeconds: z.number().min(0),
})
export type PadSample = z.infer<typeof PadSample>

/** Ends of what a pad's knobs reach. */
export const PAD_TUNE_SEMITONES = 24
export const PAD_DECAY_SECONDS = { least: 0.02, most: 10 }
export const PAD_CHOKE_GROUPS = 16

export const PadChanges = z.object({
  name: Name.optional(),
  kitKey: Pitch.optional().describe("the kit's sound of another key"),
  sample: PadSample.optional().describe("a recording instead of the kit's sound"),
  gainDb: GainDb.optional(),
  pan: Pan.optional(),
  tuneSemitones: z.number().min(-PAD_TUNE_SEMITONES).max(PAD_TUNE_SEMITONES).optional(),
  decaySeconds: z
    .number()
    .min(PAD_DECAY_SECONDS.least)
    .max(PAD_DECAY_SECONDS.most)
    .optional()
    .describe("the longest leaves the sound as long as it is"),
  chokeGroup: z.int().min(0).max(PAD_CHOKE_GROUPS).optional().describe("0: none"),
})
export type PadChanges = z.infer<typeof PadChanges>

const DrumPad = PadChanges.extend({ key: Pitch })
export const DrumState = z.object({ pads: z.array(DrumPad).max(128) })

/** A pad with all that it has. */
export interface Pad {
  readonly key: number
  readonly name: string
  readonly kitKey: number
  readonly sample: PadSample | null
  readonly gainDb: number
  readonly pan: number
  readonly tuneSemitones: number
  readonly decaySeconds: number
  readonly chokeGroup: number
}

/** Ascending by key: those of the kit, and what the state puts on others. A state that is none leaves the kit as it is. */
export function drumPadsOf(state: unknown): Pad[] {
  const own = new Map(
    DrumState.catch({ pads: [] })
      .parse(state)
      .pads.map((pad) => [pad.key, pad]),
  )
  return [...new Set([...KIT_KEYS, ...own.keys()])]
    .sort((a, b) => a - b)
    .map((key) => padOf(key, own.get(key) ?? {}))
}

function padOf(key: number, changes: PadChanges): Pad {
  const { kitKey = key } = changes
  return {
    ...{ key, kitKey, name: changes.name ?? drumName(kitKey) ?? `Key ${key}` },
    ...{ sample: changes.sample ?? null, gainDb: changes.gainDb ?? 0 },
    ...{ pan: changes.pan ?? kitPan(kitKey), tuneSemitones: changes.tuneSemitones ?? 0 },
    decaySeconds: changes.decaySeconds ?? PAD_DECAY_SECONDS.most,
    chokeGroup: changes.chokeGroup ?? kitChokeGroup(kitKey),
  }
}

/** The state with a pad changed; null takes a change back. */
export function withPad(
  state: unknown,
  key: number,
  changes: { readonly [Name in keyof PadChanges]?: PadChanges[Name] | null },
): Json {
  const { pads } = DrumState.catch({ pads: [] }).parse(state)
  const merged = { ...pads.find((pad) => pad.key === key), ...changes, key }
  const kept = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null && value !== undefined),
  )
  const others = pads.filter((pad) => pad.key !== key)
  const own = Object.keys(kept).length > 1 ? [DrumPad.parse(kept)] : []
  // Fields that are absent are left out, as JSON has them.
  return { pads: [...others, ...own].sort((a, b) => a.key - b.key) } as Json
}
