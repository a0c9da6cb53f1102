/** A job that this process runs now: its live progress, which the table learns of only now and then. */
import type { Job } from "#shared/contract/jobs.ts"
import type { SongId } from "#shared/contract/library.ts"
import type { JobRecord } from "./job-store.ts"

const ESTIMATE_AFTER_MS = 3000

export interface RunningJob {
  record: JobRecord
  controller: AbortController
  stage: string
  fraction: number
  /** Where this attempt began: a resumed job must not count the past attempt's share as its own speed. */
  startFraction: number
  startedAt: number
  renewedAt: number
  reportedAt: number
  songId: SongId | null
}

export function startRunning(record: JobRecord, now: number): RunningJob {
  const { fraction, songId } = record
  return {
    ...{ record, controller: new AbortController(), stage: "starting", fraction, songId },
    ...{ startFraction: fraction, startedAt: now, renewedAt: now, reportedAt: 0 },
  }
}

/** What others see of a job: the row, and where it runs here, its live progress. */
export function toJob(record: JobRecord, live: RunningJob | undefined, now: number): Job {
  const { id, kind, title, state, error, batch, wasThere, createdAt, finishedAt } = record
  const { stage, fraction, songId } = live ?? record
  const secondsLeft = live ? estimateSeconds(live, now) : null
  return {
    id,
    kind,
    title,
    state,
    stage,
    fraction,
    secondsLeft,
    error,
    songId,
    batch,
    wasThere,
    createdAt,
    finishedAt,
  }
}

function estimateSeconds(job: RunningJob, now: number): number | null {
  const elapsedMs = now - job.startedAt
  const done = job.fraction - job.startFraction
  if (elapsedMs < ESTIMATE_AFTER_MS || done <= 0) return null
  return (elapsedMs / 1000 / done) * (1 - job.fraction)
}
