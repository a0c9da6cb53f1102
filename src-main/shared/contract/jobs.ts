/** Long work: imports, maps, bounces. A job outlives the window and the process that started it. */
import { z } from "zod"
import { feed, procedure } from "./rpc.ts"
import { SongId } from "./library.ts"

/** The batch of jobs that look into what was recorded here: nobody asked for an import. */
export const RECORDED_BATCH = "recorded"

export const JobId = z.string().min(1).brand<"JobId">()
export type JobId = z.infer<typeof JobId>

export const JobState = z.enum([
  "queued",
  "running",
  "succeeded",
  "failed",
  "cancelled",
  "interrupted",
])
export type JobState = z.infer<typeof JobState>

export const Job = z.object({
  id: JobId,
  kind: z.string().describe("import/audio, chunks/map, chunks/bounce"),
  title: z.string().describe("what it works on, for a person: a file name or song title"),
  state: JobState,
  stage: z.string().describe("reading, listening, cutting, mapping …"),
  fraction: z.number().min(0).max(1),
  secondsLeft: z.number().nullable().describe("null while estimating"),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  songId: SongId.nullable().describe("the song it made or works on, as soon as there is one"),
  batch: z.string().describe("shared by jobs that were asked for together; its own id if alone"),
  wasThere: z
    .boolean()
    .describe("of an import: the library had this sound already, as the song `songId`"),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
})
export type Job = z.infer<typeof Job>

export const jobs = {
  "jobs.list": procedure({ input: z.object({}), output: z.array(Job) }),
  "jobs.cancel": procedure({ input: z.object({ jobId: JobId }), output: z.void() }),
  "jobs.retry": procedure({ input: z.object({ jobId: JobId }), output: z.void() }),
  /** Forgets a finished job (its result stays). Without an id: all finished ones. */
  "jobs.dismiss": procedure({ input: z.object({ jobId: JobId.optional() }), output: z.void() }),
  /** All jobs that are unfinished or finished in this session, sent whole at each change. */
  "jobs.changes": feed({ input: z.object({}), event: z.array(Job) }),
}
