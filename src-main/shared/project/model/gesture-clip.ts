/**
 * What a gesture clip holds: the hand on a record. Where a deck played it, all that happened on the deck, which sounds again to
 * the bit; from the first edit on, a gesture and the deck that it is played on (ADR 20).
 */
import { z } from "zod"
import { DeckCurve, Gesture, Played } from "#shared/gesture/index.ts"
import type { Immutable } from "./immutable.ts"

export const DeckSettings = z.object({
  startSeconds: z
    .number()
    .min(0)
    .max(1e6)
    .optional()
    .describe("of the record, where turn 0 lies; as early as it can where absent"),
  hasMotor: z.boolean().describe("it turns the record where no hand is on it"),
  curve: DeckCurve.optional().describe("of the fader; a sharp cut where absent"),
})
export type DeckSettings = Immutable<z.infer<typeof DeckSettings>>

export const GestureContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("played"), played: Played }),
  z.object({ kind: z.literal("drawn"), gesture: Gesture, deck: DeckSettings }),
])
export type GestureContent = Immutable<z.infer<typeof GestureContent>>
