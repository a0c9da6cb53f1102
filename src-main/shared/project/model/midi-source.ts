/**
 * What a project keeps of the MIDI file that it came from, and has no other place for: with it, a project that was not changed
 * is written as the same events again. Its ticks are the file's own. No command touches it.
 */
import { z } from "zod"
import type { Immutable } from "./immutable.ts"
import { TrackId } from "./ids.ts"
import { Channel } from "./note.ts"
import { Name } from "./values.ts"

const FileTicks = z.int().min(0)

/** A message as in the file, in hexadecimal digits, but without the lengths that the file writes before bytes. */
const EVENT_BYTES =
  /^(?:[89abe][0-9a-f](?:[0-7][0-9a-f]){2}|[cd][0-9a-f][0-7][0-9a-f]|f[07](?:[0-9a-f]{2})*|ff(?!2f)[0-9a-f]{2}(?:[0-9a-f]{2})*)$/

export const MidiSourceEvent = z.tuple([FileTicks, z.string().regex(EVENT_BYTES)])
export type MidiSourceEvent = Immutable<z.infer<typeof MidiSourceEvent>>

/** One channel of a track of the file that has notes, and the track of the project that it became. */
export const MidiSourcePart = z.object({
  trackId: TrackId,
  channel: Channel,
  name: Name.describe("as the track was called at first"),
  program: z.int().min(0).max(127).describe("as its instrument was set at first"),
  bank: z.int().min(0).max(127),
})
export type MidiSourcePart = Immutable<z.infer<typeof MidiSourcePart>>

export const MidiSourceTrack = z.object({
  endTicks: FileTicks,
  parts: z.array(MidiSourcePart),
  others: z
    .array(MidiSourceEvent)
    .describe("what is no note or controller of the parts, in the file's order"),
  order: z
    .array(z.array(z.int().min(0)).min(2))
    .describe("tick, checksum, then the places of the moment's events: see midi/moments.ts"),
})
export type MidiSourceTrack = Immutable<z.infer<typeof MidiSourceTrack>>

export const MidiSource = z.object({
  format: z.literal([0, 1]),
  division: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("quarters"), ticksPerQuarter: z.int().min(1).max(0x7fff) }),
    z.object({
      kind: z.literal("smpte"),
      framesPerSecond: z.literal([24, 25, 29, 30]),
      ticksPerFrame: z.int().min(1).max(0xff),
    }),
  ]),
  title: Name.describe("as the project was called at first"),
  tracks: z.array(MidiSourceTrack),
})
export type MidiSource = Immutable<z.infer<typeof MidiSource>>
