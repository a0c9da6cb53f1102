/** What hands do on controllers and decks, and the takes that are kept of it. */
import { z } from "zod"
import { ControllerProfile, Played, PlayedEvent, PlayedStart } from "../gesture/index.ts"
import { PartId } from "./library.ts"
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
})
export type KeptTake = z.infer<typeof KeptTake>

const which = z.object({ takeId: GestureTakeId })

export const gestures = {
  /** The controllers whose messages are known, by their names. */
  "gestures.controllers": procedure({
    input: z.object({}),
    output: z.array(ControllerProfile),
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
    }),
    output: KeptTake,
  }),
  /** It is kept for 30 days, and can come back until then. */
  "gestures.remove": procedure({ input: which, output: z.object({}) }),
  "gestures.restore": procedure({ input: which, output: z.object({}) }),
}
