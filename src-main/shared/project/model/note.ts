/** Notes and controllers of a clip, in units that a MIDI file keeps without loss. Their ticks count from the content's start. */
import { z } from "zod"
import type { Immutable } from "./immutable.ts"
import { NoteId } from "./ids.ts"
import { Ticks } from "./values.ts"

export const Pitch = z.int().min(0).max(127)
/** MIDI's own 1..127 (0 would end the note), so that a file comes back as it was. */
export const Velocity = z.int().min(1).max(127)
export const Channel = z.int().min(0).max(15)

export const Note = z.object({
  id: NoteId,
  startTicks: Ticks,
  lengthTicks: Ticks.describe("0 is possible in MIDI files"),
  pitch: Pitch,
  velocity: Velocity,
  releaseVelocity: z.int().min(0).max(127).optional(),
  channel: Channel.optional(),
  isMuted: z.boolean().optional(),
})
export type Note = Immutable<z.infer<typeof Note>>

const ControllerStatus = z
  .int()
  .min(0xa0)
  .max(0xef)
  .describe(
    "0xA0 poly pressure, 0xB0 controller, 0xC0 program, 0xD0 pressure, 0xE0 bend, plus channel",
  )
const DataByte = z.int().min(0).max(127)

/**
 * [tick, status, data 1, data 2] as in MIDI, 0 for a byte that the message does not have. One list for all kinds keeps
 * the order of messages at one tick, on which parameter numbers and banks depend.
 */
export const ControllerEvent = z.tuple([Ticks, ControllerStatus, DataByte, DataByte])
export type ControllerEvent = Immutable<z.infer<typeof ControllerEvent>>
