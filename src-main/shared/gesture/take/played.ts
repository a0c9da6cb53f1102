/** What a deck did, as it happened: played again from here it makes the same samples, to the bit. */
import { z } from "zod"
import type { DeckEvent, DeckSnapshot } from "#shared/dsp/deck/index.ts"

const frame = z.number().min(-1e12).max(1e12)
const seconds = z.number().min(-1e9).max(1e9)
/** As `FaderCurve`. */
export const DeckCurve = z.strictObject({
  lag: z.number(),
  cut: z.number(),
  contour: z.number(),
  reverse: z.boolean(),
})
const Loop = z.strictObject({ startSeconds: seconds, endSeconds: seconds }).nullable()
const Report = {
  frame,
  ageFrames: z.number().min(0).optional(),
  position: seconds,
  velocity: z.number(),
  carrySeconds: z.number().min(0).optional(),
}

/** As `DeckEvent`; frames count from the beginning of the take. */
export const PlayedEvent = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("platter"), ...Report }),
  z.strictObject({ kind: z.literal("touch"), frame, isHeld: z.boolean() }),
  z.strictObject({ kind: z.literal("fader"), frame, place: z.number() }),
  z.strictObject({ kind: z.literal("curve"), frame, curve: DeckCurve }),
  z.strictObject({ kind: z.literal("motor"), frame, isOn: z.boolean() }),
  z.strictObject({ kind: z.literal("pitch"), frame, speed: z.number() }),
  z.strictObject({ kind: z.literal("needle"), frame, seconds }),
  z.strictObject({ kind: z.literal("loop"), frame, loop: Loop }),
  z.strictObject({ kind: z.literal("gain"), frame, gain: z.number() }),
])

/** As `DeckSnapshot`, taken at frame 0. */
export const PlayedStart = z.strictObject({
  positionSeconds: seconds,
  speed: z.number(),
  isHeld: z.boolean(),
  isMotorOn: z.boolean(),
  pitch: z.number(),
  loop: Loop,
  platter: z.strictObject({ platterSpeed: z.number(), recordSpeed: z.number() }),
  hand: z.strictObject({ report: z.strictObject(Report).nullable(), offsetSeconds: seconds }),
  gate: z.strictObject({
    curve: DeckCurve,
    ...{ place: z.number(), gain: z.number(), target: z.number() },
    ...{ level: z.number(), smooth: z.number() },
  }),
  needle: z.strictObject({ liftedBySeconds: seconds, liftFrames: z.number() }),
  rumble: z.array(z.number()).length(4),
  waiting: z.array(PlayedEvent),
})

export const Played = z.strictObject({
  rateHz: z.number().min(3000).max(768_000),
  frames: z.int().min(0),
  start: PlayedStart,
  events: z.array(PlayedEvent),
})
export type Played = z.infer<typeof Played>

/** The schema gives optional fields as "maybe undefined"; to the deck that is the same. */
export const deckEventsOfPlayed = (events: readonly z.infer<typeof PlayedEvent>[]): DeckEvent[] =>
  events as DeckEvent[]
export const snapshotOfPlayed = (start: z.infer<typeof PlayedStart>): DeckSnapshot =>
  start as DeckSnapshot
