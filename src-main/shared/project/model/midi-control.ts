/** What a control of a MIDI device moves in this project: bindings that were learned. */
import { z } from "zod"
import { DeviceId, TrackId } from "./ids.ts"
import type { Immutable } from "./immutable.ts"
import { Channel } from "./note.ts"

const SevenBits = z.int().min(0).max(127)

/** Something that can be moved. */
export const ControlTarget = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("track"),
    trackId: TrackId,
    parameter: z.enum(["gain", "pan", "mute", "solo", "arm"]),
  }),
  z.object({ kind: z.literal("send"), trackId: TrackId, busId: TrackId }),
  z.object({
    kind: z.literal("device"),
    deviceId: DeviceId,
    parameter: z.string().min(1).max(100),
  }),
  z.object({ kind: z.literal("bypass"), deviceId: DeviceId }),
  z.object({
    kind: z.literal("command"),
    command: z
      .enum(["toggle", "play", "stop", "record", "loop", "click", "start"])
      .describe("of the transport"),
  }),
])
export type ControlTarget = Immutable<z.infer<typeof ControlTarget>>

/** As `ControlSource` of shared/music. */
const Source = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("control"),
    channel: Channel,
    controller: SevenBits,
    isFine: z.boolean().describe("in two messages, the second on the controller 32 above"),
  }),
  z.object({ kind: z.literal("note"), channel: Channel, pitch: SevenBits }),
  z.object({ kind: z.literal("bend"), channel: Channel }),
])

export const MidiBinding = z.object({
  target: ControlTarget,
  port: z.string().max(300).describe("the input's name on this machine"),
  source: Source,
})
export type MidiBinding = Immutable<z.infer<typeof MidiBinding>>

/** Where the notes of a track go beside its instrument. */
export const MidiOutput = z.object({
  port: z.string().min(1).max(300).describe("the output's name on this machine"),
  channel: Channel,
})
export type MidiOutput = Immutable<z.infer<typeof MidiOutput>>

export function targetKey(target: ControlTarget): string {
  switch (target.kind) {
    case "track":
      return `track ${target.trackId} ${target.parameter}`
    case "send":
      return `send ${target.trackId} ${target.busId}`
    case "device":
      return `device ${target.deviceId} ${target.parameter}`
    case "bypass":
      return `bypass ${target.deviceId}`
    case "command":
      return `command ${target.command}`
  }
}
