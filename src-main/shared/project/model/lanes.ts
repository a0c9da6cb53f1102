/** What holds for the whole piece at a time: tempo, meter, key, chord, and markers by name. */
import { z } from "zod"
import { MODES, type Mode } from "#shared/music/index.ts"
import type { Immutable } from "./immutable.ts"
import { MarkerId } from "./ids.ts"
import { Colour, LengthTicks, Name, Ticks } from "./values.ts"

export const TempoEvent = z.object({
  tick: Ticks,
  bpm: z.number().min(1).max(6000),
  curve: z.enum(["step", "ramp"]).describe("how the tempo goes on to the next point"),
})
export type TempoEvent = Immutable<z.infer<typeof TempoEvent>>

export const MeterEvent = z.object({
  tick: Ticks,
  numerator: z.int().min(1).max(255),
  denominator: z.literal([1, 2, 4, 8, 16, 32, 64]),
})
export type MeterEvent = Immutable<z.infer<typeof MeterEvent>>

export const KeyEvent = z.object({
  tick: Ticks,
  tonic: z.string().regex(/^[A-G](#|b)?$/, "a tonic is a note such as Eb"),
  mode: z.enum(Object.keys(MODES) as [Mode, ...Mode[]]),
})
export type KeyEvent = Immutable<z.infer<typeof KeyEvent>>

/** Holds to the next one; "N.C." ends it. */
export const ChordEvent = z.object({ tick: Ticks, symbol: z.string().min(1).max(40) })
export type ChordEvent = Immutable<z.infer<typeof ChordEvent>>

/** With a length it is a section. */
export const Marker = z.object({
  id: MarkerId,
  tick: Ticks,
  name: Name,
  colour: Colour.optional(),
  lengthTicks: LengthTicks.optional(),
})
export type Marker = Immutable<z.infer<typeof Marker>>

export const LoopRegion = z.object({
  startTicks: Ticks,
  lengthTicks: LengthTicks,
  isOn: z.boolean(),
})
export type LoopRegion = Immutable<z.infer<typeof LoopRegion>>
