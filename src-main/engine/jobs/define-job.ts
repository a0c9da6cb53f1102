import type { z } from "zod"
import type { JobId } from "#shared/contract/jobs.ts"
import type { SongId } from "#shared/contract/library.ts"

export interface JobContext {
  jobId: JobId
  signal: AbortSignal
  /** What an earlier attempt saved, undefined in the first. Parse it: it may come from an older version. */
  checkpoint: unknown
  saveCheckpoint(checkpoint: unknown): void
  /** `fraction` of the whole job, 0..1; it never goes back. */
  report(update: { stage: string; fraction: number }): void
  setSong(songId: SongId): void
}

/**
 * A kind of long work. `run` may be started again after a crash, with the checkpoint of the attempt before: it must
 * leave nothing half-done behind and save its result in one transaction.
 */
export interface JobDefinition<I extends z.ZodType = z.ZodType> {
  kind: string
  /** Smaller runs first. */
  priority: number
  input: I
  run(context: JobContext, input: z.output<I>): Promise<unknown>
}

export function defineJob<I extends z.ZodType>(definition: JobDefinition<I>): JobDefinition<I> {
  return definition
}
