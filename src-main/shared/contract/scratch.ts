/** The scratch lab: gestures read, discovered, answered and made to sound. Gestures travel as `numbersOfGesture`. */
import { z } from "zod"
import { TECHNIQUE_CLASSES } from "../scratch/technique-names.ts"
import { float64 } from "./arrays.ts"
import { GestureTakeId } from "./gestures.ts"
import { JobId } from "./jobs.ts"
import { PartId, SongId } from "./library.ts"
import { feed, procedure } from "./rpc.ts"

export const Technique = z.enum(TECHNIQUE_CLASSES)
export type Technique = z.infer<typeof Technique>

const share = z.number().min(0).max(1)
const gesture = z.object({ numbers: float64 })

/** What a stretch of scratching is. */
export const ScratchLabel = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  /** null: unsure, or nothing that has a name. */
  technique: Technique.nullable(),
  confidence: share,
  /** The likeliest others, and the likeliest where `technique` is null. */
  alternatives: z.array(z.object({ technique: Technique, confidence: share })).max(4),
  strokes: z.int().min(0),
})
export type ScratchLabel = z.infer<typeof ScratchLabel>

/** Of the whole gesture, and of each stretch of one technique in it. */
export const ScratchReading = ScratchLabel.extend({ segments: z.array(ScratchLabel) })
export type ScratchReading = z.infer<typeof ScratchReading>

const ArchiveId = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .brand<"ScratchArchiveId">()
export type ScratchArchiveId = z.infer<typeof ArchiveId>

/** What a discovered gesture is good for; each is a slider. */
export const ScratchReward = z.object({
  rhythm: z.number().min(0).max(2).default(1),
  expression: z.number().min(0).max(2).default(1),
  variety: z.number().min(0).max(2).default(1),
  effort: z.number().min(0).max(2).default(0.5),
})
export type ScratchReward = z.infer<typeof ScratchReward>

/** What a human can do (scratch.md 6.2). */
export const HumanLimits = z.object({
  reactionMs: z.number().min(0).max(400).default(120),
  /** Of the hand with the record: 1 is a human's. */
  inertia: z.number().min(0.25).max(4).default(1),
  faderTravelMs: z.number().min(5).max(120).default(35),
  /** Of movements, 1 is a human's (3 % of the acceleration, 5 ms of the fader). */
  noise: z.number().min(0).max(4).default(1),
})
export type HumanLimits = z.infer<typeof HumanLimits>

export const DiscoverySettings = z.object({
  name: z.string().min(1).max(200).default("Discovery"),
  evaluations: z.int().min(100).max(5_000_000).default(100_000),
  seed: z.int().min(0).default(1),
  bpm: z.number().min(40).max(240).default(95),
  reward: ScratchReward.prefault({}),
  limits: HumanLimits.prefault({}),
})
export type DiscoverySettings = z.infer<typeof DiscoverySettings>

export const ScratchArchive = z.object({
  id: ArchiveId,
  name: z.string(),
  /** Came with the program. */
  isShipped: z.boolean(),
  settings: DiscoverySettings,
  createdAt: z.number().describe("milliseconds since 1970"),
  evaluations: z.int().min(0).describe("made so far"),
  /** While it is being discovered. */
  jobId: JobId.nullable(),
  /** Why it cannot be read, in a sentence; it can only be removed. */
  problem: z.string().optional(),
})
export type ScratchArchive = z.infer<typeof ScratchArchive>

/** The best that was found for a cell of the map. */
export const ScratchElite = z.object({
  column: z.int().min(0),
  row: z.int().min(0),
  quality: share,
  /** As the frozen rules call it, which the search never asked. */
  technique: Technique.nullable(),
  /** Rhythm, expression, variety, effort: what the quality is made of. */
  parts: z.array(z.object({ name: z.string(), value: z.number() })),
})
export type ScratchElite = z.infer<typeof ScratchElite>

export const ScratchCurve = z.object({
  name: z.string().describe("coverage, best, mean …"),
  /** "search", or the control that it is: random search, without novelty, random policy. */
  of: z.string(),
  isControl: z.boolean(),
  evaluations: z.array(z.number()),
  values: z.array(z.number()),
})
export type ScratchCurve = z.infer<typeof ScratchCurve>

export const ScratchArchiveView = z.object({
  archive: ScratchArchive,
  axes: z.tuple([
    z.object({ name: z.string(), size: z.int(), from: z.number(), to: z.number() }),
    z.object({ name: z.string(), size: z.int(), from: z.number(), to: z.number() }),
  ]),
  cells: z.array(ScratchElite),
  /** Of gestures that were found: a cell shows the best of several. */
  kinds: z.int().min(0),
  curves: z.array(ScratchCurve),
  /** Checkpoints of practice that can be heard, "day 1" first. */
  days: z.int().min(0),
  /** What stands beside it: how many techniques it found, how many its controls. */
  card: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type ScratchArchiveView = z.infer<typeof ScratchArchiveView>

/** `copy` plays the call; `answer` is like it; `tease` bends and thins it; `battle` is harder than it. */
export const JamMode = z.enum(["copy", "answer", "tease", "battle"])
export type JamMode = z.infer<typeof JamMode>

export const JamTaste = z.object({
  /** How like the call: 1 is the call itself. */
  likeness: share.default(0.55),
  /** How much of the human's own timing is kept: 0 is the grid. */
  timing: share.default(0.6),
  /** How far it dares. */
  nerve: share.default(0.4),
})
export type JamTaste = z.infer<typeof JamTaste>

export const JamBeat = z.object({
  bpm: z.number().min(20).max(400),
  beatsPerBar: z.int().min(1).max(16).default(4),
  /** Of a bar line, in the call's own seconds. */
  barSeconds: z.number().default(0),
})
export type JamBeat = z.infer<typeof JamBeat>

export const JamAnswerId = z.string().min(1).max(100).brand<"JamAnswerId">()
export type JamAnswerId = z.infer<typeof JamAnswerId>

export const JamAnswer = z.object({
  id: JamAnswerId,
  /** Its second 0 is the bar line on which it begins, its turn 0 the record's beginning. Nothing to answer: no points but one. */
  numbers: float64,
  labels: z.array(ScratchLabel),
  likeness: share.describe("measured"),
  seed: z.int(),
  mode: JamMode,
})
export type JamAnswer = z.infer<typeof JamAnswer>

const RigId = z.string().min(1).max(100).brand<"ScratchRigId">()
export type ScratchRigId = z.infer<typeof RigId>

/** A deck that was fitted to recordings of somebody's own rig. */
export const ScratchRig = z.object({
  id: RigId,
  name: z.string(),
  createdAt: z.number(),
  /** What it learnt: delays in ms, cut-in, gain law, as names with values and units. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** On takes and samples that it has not learnt from, beside every baseline; less is better but for onsets. */
  figures: z.array(
    z.object({
      model: z.string().describe("physics and residual, physics, neural, uncalibrated, silence …"),
      spectral: z.number().describe("multi-resolution STFT distance"),
      logSpectralDb: z.number(),
      onsetF1: share,
    }),
  ),
})
export type ScratchRig = z.infer<typeof ScratchRig>

const archiveId = z.object({ archiveId: ArchiveId })

export const scratchReading = {
  /** What a gesture is, as a whole and stretch by stretch. Nothing in it: unsure, without strokes. */
  "scratch.read": procedure({
    input: gesture.extend({
      /** Of the fader: "high" in gestures that were drawn, made or played on a deck; else it is found out. */
      openEnd: z.enum(["high", "low", "unknown"]).default("unknown"),
    }),
    output: ScratchReading,
  }),
}

export const scratchDiscovery = {
  /** Begins to search for gestures; goes on after a restart. */
  "scratch.discover": procedure({
    input: DiscoverySettings,
    output: z.object({ archiveId: ArchiveId, jobId: JobId }),
  }),
  "scratch.archives": feed({ input: z.object({}), event: z.array(ScratchArchive) }),
  /** As it grows: a few times a second at most. */
  "scratch.archive": feed({ input: archiveId, event: ScratchArchiveView }),
  "scratch.elite": procedure({
    input: archiveId.extend({ column: z.int().min(0), row: z.int().min(0) }),
    output: gesture.extend({ bpm: z.number(), reading: ScratchReading }),
  }),
  /** What the agent plays after so many days of practice. @param day from 1 */
  "scratch.day": procedure({
    input: archiveId.extend({ day: z.int().min(1) }),
    output: gesture.extend({ bpm: z.number(), reading: ScratchReading }),
  }),
  /** Not one that came with the program. @throws invalid-input */
  "scratch.removeArchive": procedure({ input: archiveId, output: z.object({}) }),
}

export const scratchJam = {
  /** Gathers what there is to answer with, the person's own takes with their consent among it: answers are in time then. */
  "scratch.prepareJam": procedure({
    input: z.object({
      bars: z.int().min(1).max(4).default(1),
      beatsPerBar: z.int().min(1).max(16).default(4),
    }),
    output: z.object({ phrases: z.int() }),
  }),
  /** Plans an answer. The same call, taste and seed are answered the same, until ratings shift it. */
  "scratch.answer": procedure({
    input: gesture.extend({
      beat: JamBeat,
      bars: z.int().min(1).max(4).default(1),
      mode: JamMode.default("answer"),
      taste: JamTaste.prefault({}),
      seed: z.int().min(0).default(1),
      /** Of record there is to play; the answer stays within. */
      sampleSeconds: z.number().positive().default(2),
    }),
    output: JamAnswer,
  }),
  /** A thumb up or down; null takes it back. Later answers go more, or less, that way. */
  "scratch.rate": procedure({
    input: z.object({ id: JamAnswerId, isLiked: z.boolean().nullable() }),
    output: z.object({}),
  }),
}

export const scratchSound = {
  "scratch.rigs": feed({ input: z.object({}), event: z.array(ScratchRig) }),
  /** Fits a deck to takes that were recorded with their sound; those without consent are refused. */
  "scratch.fitRig": procedure({
    input: z.object({
      name: z.string().min(1).max(200),
      /** Each with the recording of its sound, and what lay on the record. */
      takes: z
        .array(z.object({ takeId: GestureTakeId, recordingId: PartId, recordId: PartId }))
        .min(1)
        .max(200),
      seed: z.int().min(0).default(1),
    }),
    output: z.object({ rigId: RigId, jobId: JobId }),
  }),
  "scratch.removeRig": procedure({ input: z.object({ rigId: RigId }), output: z.object({}) }),
  /** Makes a gesture sound as a song of the library: on the studio's own deck, or as a rig has learnt to. */
  "scratch.sound": procedure({
    input: gesture.extend({
      title: z.string().min(1).max(200),
      /** null: the studio's own sample. */
      recordId: PartId.nullable().default(null),
      rigId: RigId.nullable().default(null),
    }),
    output: z.object({ songId: SongId }),
    progress: z.object({ fraction: z.number() }),
  }),
  /** Puts the studio's own sample, a voice that sings "ahh", into the library; once there, it stays one song. */
  "scratch.sample": procedure({ input: z.object({}), output: z.object({ songId: SongId }) }),
}
