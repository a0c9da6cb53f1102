/** Recordings while they are made: written as they come, kept through a crash, then a part of the library like any other. */
import { z } from "zod"
import { float32 } from "./arrays.ts"
import { Part } from "./library.ts"
import { procedure } from "./rpc.ts"

export const TakeId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "a take's id has 1 to 64 letters, digits, _ or -")
  .brand<"TakeId">()
export type TakeId = z.infer<typeof TakeId>

/** Of a recording that goes round in the song's loop: passes follow each other without a gap. Frames of the take. */
export const TakeCycle = z.object({
  startTicks: z.number().min(0).describe("of the loop"),
  lengthTicks: z.number().min(1),
  firstFrames: z.int().min(1).describe("before the first leap, the count-in with them"),
  frames: z.int().min(1).describe("of each pass after it"),
})
export type TakeCycle = z.infer<typeof TakeCycle>

/** Where the take belongs: known when it begins, so that it can be put there after a crash, too. */
export const TakePlace = z.object({
  projectId: z.string().min(1).max(100).describe("of the document"),
  trackId: z.string().min(1).max(100),
  startTicks: z.number().min(0).describe("of the clip"),
  offsetSeconds: z.number().min(0).describe("of the recording before the clip: the count-in"),
  cycle: TakeCycle.optional().describe("absent where the song went straight on"),
})
export type TakePlace = z.infer<typeof TakePlace>

export const Take = z.object({
  id: TakeId,
  name: z.string().min(1).max(200),
  rateHz: z.int().min(3000).max(768_000),
  channels: z.int().min(1).max(2),
  place: TakePlace,
})
export type Take = z.infer<typeof Take>

/** A take with the part of the library that it has become. */
export const FinishedTake = z.object({ take: Take, part: Part })
export type FinishedTake = z.infer<typeof FinishedTake>

export const KeptClip = z.object({
  takeId: TakeId,
  projectId: TakePlace.shape.projectId,
  clip: z.unknown().describe("checked by the command that adds it"),
  pass: z.int().min(0).optional().describe("of a recording that goes round in the loop"),
  isSilent: z.boolean().optional().describe("an earlier pass is whole, this one is not"),
})
export type KeptClip = z.infer<typeof KeptClip>

/** At most 1 MB a call. */
export const MOST_TAKE_SAMPLES = 262_144

export const takes = {
  /** Makes the take's file. @throws disk-full, conflict where the id is taken */
  "takes.begin": procedure({ input: z.object({ take: Take }), output: z.void() }),
  /**
   * Puts interleaved samples at a frame of the take, at most one past its end: what was sent before a crash of the engine
   * may be sent again. Answers with the frames that are on disk. Throws disk-full with a sentence that says what is kept.
   */
  "takes.append": procedure({
    input: z.object({ takeId: TakeId, atFrame: z.int().min(0), samples: float32 }),
    output: z.object({ frames: z.int() }),
  }),
  /** Ends the take and takes it into the library; null, and nothing is left of it, where it is empty. */
  "takes.finish": procedure({
    input: z.object({ takeId: TakeId }),
    output: FinishedTake.nullable(),
  }),
  /** Takes of a project that were never placed, because the studio stopped before. Ends and repairs them. */
  "takes.pending": procedure({
    input: z.object({ projectId: TakePlace.shape.projectId }),
    output: z.array(FinishedTake),
  }),
  /** Keeps what was played on keys so far: a clip as `clip.add` takes it, in place of the one before. */
  "takes.keepClip": procedure({ input: KeptClip, output: z.void() }),
  /** Clips of a project that were kept and never forgotten. */
  "takes.pendingClips": procedure({
    input: z.object({ projectId: TakePlace.shape.projectId }),
    output: z.array(KeptClip),
  }),
  /** The take has its clip, or is not wanted: it is no longer pending. What is in the library stays. */
  "takes.forget": procedure({ input: z.object({ takeId: TakeId }), output: z.void() }),
}
