/** A strip of the mixer: where it stands, what it holds and where its sound goes. */
import { z } from "zod"
import { AutomationLane } from "./automation.ts"
import type { Immutable } from "./immutable.ts"
import { DeviceId, TrackId } from "./ids.ts"
import { MidiOutput } from "./midi-control.ts"
import { Colour, GainDb, Name } from "./values.ts"

export const TrackKind = z.enum(["audio", "instrument", "drum", "gesture", "bus", "master"])
export type TrackKind = z.infer<typeof TrackKind>

export const Send = z.object({ busId: TrackId, gainDb: GainDb, isPreFader: z.boolean() })
export type Send = Immutable<z.infer<typeof Send>>

/** What a track records: channels of an audio input, or notes of a MIDI input. */
export const TrackInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("audio"),
    source: z.string().max(300).describe("the input's name on this machine"),
    firstChannel: z.int().min(0).max(255),
    channels: z.int().min(1).max(2),
    monitoring: z.enum(["off", "armed", "on"]),
  }),
  z.object({
    kind: z.literal("midi"),
    source: z.string().max(300),
    channel: z.int().min(0).max(15).optional().describe("all channels where absent"),
    monitoring: z.enum(["off", "armed", "on"]),
  }),
])
export type TrackInput = Immutable<z.infer<typeof TrackInput>>

export const Pan = z.number().min(-1).max(1)
export const HeightPixels = z.int().min(16).max(1000)

export const Track = z.object({
  id: TrackId,
  kind: TrackKind,
  name: Name,
  colour: Colour,
  gainDb: GainDb,
  pan: Pan,
  isMuted: z.boolean(),
  isSoloed: z.boolean(),
  isSoloSafe: z.boolean().describe("sounds although others are soloed"),
  isArmed: z.boolean(),
  heightPixels: HeightPixels.optional(),
  parentId: TrackId.optional().describe("the bus whose group it stands in"),
  devices: z.array(DeviceId),
  sends: z.array(Send).describe("one a bus"),
  outputId: TrackId.optional().describe("a bus or the master; only the master has none"),
  input: TrackInput.optional(),
  midiOutput: MidiOutput.optional(),
  automation: z.array(AutomationLane),
})
export type Track = Immutable<z.infer<typeof Track>>
