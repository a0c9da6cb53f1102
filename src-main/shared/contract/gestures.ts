/** What hands do on controllers and decks, and the takes that are kept of it. */
import { z } from "zod"
import {
  ControllerProfile,
  Played,
  PlayedEvent,
  PlayedStart,
  TAKE_FORMATS,
  TakeBeats,
} from "../gesture/index.ts"
import { float64, uint8 } from "./arrays.ts"
import { PartId, SongId } from "./library.ts"
import { procedure } from "./rpc.ts"

export const GestureTakeId = z.string().min(1).max(100).brand<"GestureTakeId">()
export type GestureTakeId = z.infer<typeof GestureTakeId>

export const KeptTake = z.object({
  id: GestureTakeId,
  title: z.string(),
  createdAt: z.number().describe("milliseconds since 1970"),
  seconds: z.number(),
  /** What lay on the record. */
  partId: PartId.nullable(),
  /** Whether models may learn from it. */
  mayTrain: z.boolean(),
  /** What was played together. */
  session: z.string(),
  tags: z.array(z.string()),
  notes: z.string(),
  beats: TakeBeats.nullable(),
  /** Somebody changed what was played; that is kept, too. */
  isEdited: z.boolean(),
})
export type KeptTake = z.infer<typeof KeptTake>

export const KnownController = z.object({
  profile: ControllerProfile,
  /** Learnt or imported on this computer; those that came with the studio stay. */
  isOwn: z.boolean(),
})
export type KnownController = z.infer<typeof KnownController>

const which = z.object({ takeId: GestureTakeId })

export const gestures = {
  /** The controllers whose messages are known, by their names. `problems`: own files that are no profiles, and why. */
  "gestures.controllers": procedure({
    input: z.object({}),
    output: z.object({ all: z.array(KnownController), problems: z.array(z.string()) }),
  }),
  /** Keeps a controller that was learnt or imported, in place of the one with its id. */
  "gestures.keepController": procedure({
    input: z.object({ profile: ControllerProfile }),
    output: z.object({}),
  }),
  /** Forgets an own one; the one of that id that came with the studio counts again. @throws not-found */
  "gestures.forgetController": procedure({
    input: z.object({ id: ControllerProfile.shape.id }),
    output: z.object({}),
  }),
  /** Begins a take. What controllers send from now on is kept with it, raw. */
  "gestures.begin": procedure({
    input: z.object({
      partId: PartId.nullable(),
      rateHz: z.number().min(3000).max(768_000),
      start: PlayedStart,
      mayTrain: z.boolean(),
    }),
    output: KeptTake,
  }),
  /** What happened since the last time; on disk when it is answered. */
  "gestures.append": procedure({
    input: which.extend({ frames: z.int().min(0), events: z.array(PlayedEvent) }),
    output: z.object({}),
  }),
  "gestures.finish": procedure({ input: which, output: KeptTake }),
  /** The last one first. */
  "gestures.takes": procedure({ input: z.object({}), output: z.array(KeptTake) }),
  "gestures.played": procedure({ input: which, output: Played }),
  "gestures.update": procedure({
    input: which.extend({
      title: z.string().min(1).max(200).optional(),
      mayTrain: z.boolean().optional(),
      session: z.string().max(200).optional(),
      tags: z.array(z.string().min(1).max(100)).max(50).optional(),
      notes: z.string().max(100_000).optional(),
      beats: TakeBeats.nullable().optional(),
    }),
    output: KeptTake,
  }),
  /** What is heard of a take: what was edited, else what was played. Its numbers are `numbersOfGesture`. */
  "gestures.gesture": procedure({ input: which, output: z.object({ numbers: float64 }) }),
  /** Keeps an edited gesture beside what was played; null goes back to that. */
  "gestures.edit": procedure({
    input: which.extend({ numbers: float64.nullable() }),
    output: KeptTake,
  }),
  /** A take as a file of a format; the name is a suggestion. */
  "gestures.export": procedure({
    input: which.extend({ format: z.enum(TAKE_FORMATS) }),
    output: z.object({ name: z.string(), bytes: uint8 }),
  }),
  /**
   * Keeps the take that a file holds: JSON, CSV, ScratchML or MIDI, by its name. Answers not-found where its bytes are a
   * controller's that nobody knows: `profileId` says which.
   */
  "gestures.import": procedure({
    input: z.object({
      name: z.string().min(1).max(1000),
      bytes: uint8,
      profileId: z.string().max(100).optional(),
    }),
    output: KeptTake,
  }),
  /** Plays a take on any recording, and keeps what sounds as a song of the library. */
  "gestures.render": procedure({
    input: which.extend({ partId: PartId }),
    output: z.object({ songId: SongId }),
    progress: z.object({ fraction: z.number() }),
  }),
  /** Finds where in a recording a take was played; with what lay on the record to less than a millisecond. */
  "gestures.align": procedure({
    input: which.extend({ recordingId: PartId, recordId: PartId.nullable() }),
    output: z.object({
      offsetSeconds: z.number().describe("second of the recording at which the take begins"),
      skewPpm: z.number().describe("how much faster the recording's clock counts"),
      errorMs: z.number().describe("of the offset: the standard error over stretches"),
      confidence: z.number().describe("how alike the courses of level are, 0..1"),
      isSure: z.boolean(),
      stretches: z.int().describe("compared by their spectra; 0: only levels were"),
    }),
  }),
  /** It is kept for 30 days, and can come back until then. */
  "gestures.remove": procedure({ input: which, output: z.object({}) }),
  "gestures.restore": procedure({ input: which, output: z.object({}) }),
}
