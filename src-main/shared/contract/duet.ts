/** A duet of a human and a machine: calls that were played, answers to them, and bars written anew between those that stay. */
import { z } from "zod"
import { HeardPiece } from "./datasets.ts"
import { feed, procedure } from "./rpc.ts"
import { Candidate, ModelId } from "./training.ts"

/** As it was played: seconds, not beats. */
export const PlayedNote = z.object({
  pitch: z.int().min(0).max(127),
  velocity: z.int().min(1).max(127),
  startSeconds: z.number().min(0),
  lengthSeconds: z.number().positive(),
})
export type PlayedNote = z.infer<typeof PlayedNote>

/** More is no phrase. */
const MOST_NOTES = 2048
const Notes = z.array(PlayedNote).max(MOST_NOTES)

/** `trade` answers in as many bars as were asked for, on the bar line; `accompany` plays under what was played, once it is known. */
export const DuetMode = z.enum(["answer", "continue", "imitate", "accompany", "trade"])
export type DuetMode = z.infer<typeof DuetMode>

export const DuetTaste = z.object({
  /** 0 is the likeliest, 1 the model's own chance. */
  temperature: z.number().min(0).max(2).default(0.92),
  /** Notes a beat, against the call's. */
  density: z.number().min(0.25).max(4).default(1),
  /** Octaves above the call's middle. */
  register: z.number().min(-3).max(3).default(0),
  /** Against the call's; never more than twice. */
  length: z.number().min(0.25).max(2).default(1),
  /** How much of the call's motion is taken up; its longest run stays below 60 % of the call in any case. */
  likeness: z.number().min(0).max(1).default(0.38),
})
export type DuetTaste = z.infer<typeof DuetTaste>

/** Who answers: a model of notes, or one of its build that has learnt nothing, for comparison. */
export const DuetPartner = z.object({
  modelId: ModelId.default("duet" as ModelId),
  isUntrained: z.boolean().default(false),
})
export type DuetPartner = z.infer<typeof DuetPartner>

/** Where beats fall in a call; without it they are found in the notes. */
export const DuetBeat = z.object({
  bpm: z.number().min(20).max(400),
  /** Of a bar's first beat at or before the call's time 0: 0 or less. */
  barSeconds: z.number().max(0),
  numerator: z.int().min(1).max(16).default(4),
  denominator: z.union([z.literal(2), z.literal(4), z.literal(8), z.literal(16)]).default(4),
})
export type DuetBeat = z.infer<typeof DuetBeat>

const Call = z.object({
  partner: DuetPartner.prefault({}),
  /** The phrase so far, in the order of its starts. */
  call: Notes.min(1),
  beat: DuetBeat.nullable().default(null),
  mode: DuetMode.default("answer"),
})

/** What the machine makes of a phrase. */
export const DuetHearing = z.object({
  bpm: z.number(),
  key: z.int().min(0).max(23).nullable().describe("0..11 major from C up, 12..23 minor"),
  /** For each pitch how likely the model thinks it is as the answer's next note; they sum up to 1. */
  chances: z.array(z.number()).length(128),
})
export type DuetHearing = z.infer<typeof DuetHearing>

export const DuetAnswer = z.object({
  /** From the answer's first note on, which is at 0. Of `accompany` from the call's time 0 on. */
  notes: Notes,
  bpm: z.number(),
  key: DuetHearing.shape.key,
  /** With which it is made again. */
  seed: z.int(),
  /** Seconds from the call's time 0 to the answer's 0, where both are in time: the least is the call's end. */
  afterSeconds: z.number().min(0),
  /** For each note what the model weighed: up to five pitches and their chances, likeliest first. */
  weighed: z.array(z.array(z.tuple([z.int().min(0).max(127), z.number()])).max(5)),
})
export type DuetAnswer = z.infer<typeof DuetAnswer>

/** A bar of an accompaniment, as it is played. */
export const DuetBar = DuetAnswer.omit({ seed: true, afterSeconds: true }).extend({
  /** From the bar line on; all have ended when the bar has. */
  notes: Notes,
})
export type DuetBar = z.infer<typeof DuetBar>

export const ExchangeId = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .brand<"ExchangeId">()
export type ExchangeId = z.infer<typeof ExchangeId>

/** A call and its answer, as they are kept. A call that was not answered has no notes in its answer. */
export const Exchange = z.object({
  id: ExchangeId,
  call: Notes,
  answer: Notes,
  /** From the call's time 0 to the answer's. */
  afterSeconds: z.number().min(0),
  bpm: z.number(),
  key: DuetHearing.shape.key,
  mode: DuetMode,
  partner: DuetPartner,
  modelName: z.string().max(200),
  seed: z.int(),
  isStarred: z.boolean().default(false),
  createdAt: z.number().describe("milliseconds since 1970"),
})
export type Exchange = z.infer<typeof Exchange>

const exchangeId = z.object({ id: ExchangeId })

export const duet = {
  /** Makes the partner ready, so that the first call is answered at once. @throws not-found, invalid-input for another language than notes */
  "duet.open": procedure({
    input: z.object({ partner: DuetPartner.prefault({}) }),
    output: z.object({ name: z.string(), isDuet: z.boolean().describe("knows modes and turns") }),
  }),
  /** Takes in what was played so far: the answer then begins at once. */
  "duet.hear": procedure({ input: Call, output: DuetHearing }),
  /** The same call, taste and seed are answered the same. Cancellable. */
  "duet.answer": procedure({
    input: Call.extend({
      taste: DuetTaste.prefault({}),
      seed: z.int().min(0).default(1),
      /** Of `trade`. */
      bars: z.int().min(1).max(16).default(4),
      /** No note begins before, from the call's time 0 on; an answer never begins before its call has ended. */
      fromSeconds: z.number().min(0).default(0),
    }),
    output: DuetAnswer,
  }),
  /**
   * The next bar of an accompaniment under somebody who goes on playing, from the bars that were heard. It stays out of the
   * melody's range. Asked before the bar line, so that it is there in time. Cancellable.
   */
  "duet.accompany": procedure({
    input: z.object({
      partner: DuetPartner.prefault({}),
      /** Of the hand, from a bar line on, which is at 0. */
      heard: Notes.min(1),
      /** Of the accompaniment so far, on the same clock. */
      played: Notes,
      beat: DuetBeat.omit({ barSeconds: true }),
      /** Which bar is wanted, counted from that line: as many were heard. */
      bar: z.int().min(1).max(16),
      taste: DuetTaste.prefault({}),
      seed: z.int().min(0).default(1),
    }),
    output: DuetBar,
  }),
  /**
   * Writes bars anew so that they follow from those before and lead to those after. Candidates are whole pieces of those bars
   * alone, counted from the first of them, best first.
   */
  "duet.infill": procedure({
    input: z.object({
      partner: DuetPartner.prefault({}),
      piece: HeardPiece,
      fromBar: z.int().min(0),
      toBar: z.int().min(1).describe("exclusive"),
      count: z.int().min(1).max(8).default(3),
      temperature: z.number().min(0).max(2).default(0.95),
      seed: z.int().min(0).default(1),
    }),
    output: z.array(Candidate),
    progress: z.object({ fraction: z.number() }),
  }),
  /** Keeps an exchange, or what was changed about it. */
  "duet.keep": procedure({ input: Exchange, output: z.void() }),
  "duet.remove": procedure({ input: exchangeId, output: z.void() }),
  /** The last 500, newest first; sent whole at each change. */
  "duet.exchanges": feed({ input: z.object({}), event: z.array(Exchange) }),
}
