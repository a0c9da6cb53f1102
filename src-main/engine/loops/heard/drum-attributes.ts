/** What a drum pattern is like: how much is struck, how many kinds, and how much against the beat. */
import type { LoopAttribute } from "#shared/contract/loops.ts"
import { DRUM_KINDS } from "./drums.ts"
import { HOLD, REST } from "./melody.ts"
import { syncopation } from "./melody-attributes.ts"

/** Kick and snare, whose places are the pattern's. */
const LEADING = 2
/** Any code of an onset. */
const STRUCK = 2

export type DrumAttribute = Extract<LoopAttribute, "density" | "range" | "syncopation">

/** @param velocities [steps, kinds], one above 0 at least */
export function drumAttributes(velocities: Uint8Array): Record<DrumAttribute, number> {
  const steps = velocities.length / DRUM_KINDS
  const kinds = new Set<number>()
  let hits = 0
  const codes = new Uint8Array(steps).fill(HOLD)
  if (codes.length > 0) codes[0] = REST
  for (const [at, velocity] of velocities.entries()) {
    if (velocity === 0) continue
    hits++
    kinds.add(at % DRUM_KINDS)
    if (at % DRUM_KINDS < LEADING) codes[Math.floor(at / DRUM_KINDS)] = STRUCK
  }
  const onsets = [...codes.keys()].filter((step) => codes[step] === STRUCK)
  return { density: hits / steps, range: kinds.size, syncopation: syncopation(codes, onsets) }
}
