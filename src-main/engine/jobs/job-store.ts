/**
 * The jobs table. Several processes work from it at once: a job belongs to whoever holds its lease, and a lease that
 * is not renewed runs out. SQL only.
 */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { type Job, type JobId, JobState } from "#shared/contract/jobs.ts"
import type { SongId } from "#shared/contract/library.ts"
import type { Database } from "../library/index.ts"
import { type JobEvent, nextJobState } from "./job-state.ts"

export interface JobRecord extends Job {
  input: unknown
  checkpoint: unknown
  output: unknown
  attempt: number
  priority: number
  startedAt: number | null
  isCancelRequested: boolean
}

interface JobRow {
  id: string
  kind: string
  title: string
  input: string
  state: string
  stage: string
  fraction: number
  attempt: number
  checkpoint: string | null
  output: string | null
  error_code: string | null
  error_message: string | null
  song_id: string | null
  batch: string
  priority: number
  cancel_requested: number
  created_at: number
  started_at: number | null
  finished_at: number | null
}

/** What a job's output may say that everyone is told. */
const Outcome = z.object({ wasThere: z.boolean() }).catch({ wasThere: false })

export type JobStore = ReturnType<typeof createJobStore>

export function createJobStore(database: Database) {
  const select = database.prepare("SELECT * FROM jobs WHERE id = ?")
  const insert = database.prepare(
    `INSERT INTO jobs (id, kind, title, input, state, priority, song_id, batch, created_at)
     VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?)`,
  )
  const listed = database.prepare(
    `SELECT * FROM jobs WHERE state IN ('queued', 'running', 'interrupted', 'failed') OR finished_at >= ?
     OR batch IN (SELECT batch FROM jobs WHERE state = 'failed') ORDER BY created_at, rowid`,
  )
  const expired = database.prepare("SELECT * FROM jobs WHERE state = 'running' AND lease_until < ?")
  const waiting = database.prepare(
    "SELECT id FROM jobs WHERE state = 'queued' ORDER BY priority, created_at, rowid LIMIT 1",
  )
  const take = database.prepare(
    `UPDATE jobs SET state = 'running', lease_owner = ?, lease_until = ?, attempt = attempt + 1,
     started_at = ?, cancel_requested = 0, error_code = NULL, error_message = NULL WHERE id = ?`,
  )
  const renew = database.prepare(
    "UPDATE jobs SET lease_until = ?, stage = ?, fraction = ? WHERE id = ? AND lease_owner = ?",
  )
  const settle = database.prepare(
    `UPDATE jobs SET state = ?, output = ?, error_code = ?, error_message = ?, finished_at = ?,
     fraction = CASE WHEN ? = 'succeeded' THEN 1 ELSE fraction END, lease_owner = NULL, lease_until = NULL
     WHERE id = ?`,
  )
  const requeue = database.prepare(
    `UPDATE jobs SET state = ?, lease_owner = NULL, lease_until = NULL, finished_at = NULL, cancel_requested = 0,
     attempt = ?, error_code = NULL, error_message = NULL WHERE id = ?`,
  )

  const get = (jobId: JobId): JobRecord => {
    const row = select.get(jobId) as JobRow | undefined
    return row ? toRecord(row) : fail("not-found", `No job has the id ${jobId}`)
  }
  const find = (jobId: JobId): JobRecord | undefined => {
    const row = select.get(jobId) as JobRow | undefined
    return row && toRecord(row)
  }

  return {
    get,
    find,
    add(job: {
      id: JobId
      kind: string
      title: string
      input: unknown
      priority: number
      songId: SongId | null
      batch: string
      createdAt: number
    }) {
      insert.run(
        job.id,
        job.kind,
        job.title,
        JSON.stringify(job.input),
        job.priority,
        job.songId,
        job.batch,
        job.createdAt,
      )
    },
    /** Unfinished and failed jobs, those that came with a failed one, and those finished since `since` (unix milliseconds). */
    list: (since: number): JobRecord[] => (listed.all(since) as JobRow[]).map(toRecord),
    listExpired: (now: number): JobRecord[] => (expired.all(now) as JobRow[]).map(toRecord),
    hasUnfinished: (kind: string): boolean =>
      database
        .prepare(
          "SELECT 1 FROM jobs WHERE kind = ? AND state IN ('queued', 'running', 'interrupted') LIMIT 1",
        )
        .get(kind) !== undefined,
    /** Takes the foremost waiting job, or undefined. Atomic between processes. */
    claim: database.transaction(
      (owner: string, now: number, leaseUntil: number): JobRecord | undefined => {
        const row = waiting.get() as { id: JobId } | undefined
        if (!row) return undefined
        take.run(owner, leaseUntil, now, row.id)
        return get(row.id)
      },
    ).immediate,
    /** Keeps the lease and the progress; false if the job is no longer ours. */
    renew(
      job: { id: JobId; stage: string; fraction: number },
      owner: string,
      leaseUntil: number,
    ): boolean {
      return renew.run(leaseUntil, job.stage, job.fraction, job.id, owner).changes === 1
    },
    saveCheckpoint(jobId: JobId, checkpoint: unknown): void {
      database
        .prepare("UPDATE jobs SET checkpoint = ? WHERE id = ?")
        .run(JSON.stringify(checkpoint), jobId)
    },
    setSong(jobId: JobId, songId: SongId): void {
      database.prepare("UPDATE jobs SET song_id = ? WHERE id = ?").run(songId, jobId)
    },
    requestCancel(jobId: JobId): void {
      database.prepare("UPDATE jobs SET cancel_requested = 1 WHERE id = ?").run(jobId)
    },
    settle(
      jobId: JobId,
      event: Extract<JobEvent, "succeed" | "fail" | "cancel">,
      result: { output?: unknown; error?: { code: string; message: string }; now: number },
    ): void {
      const state = nextJobState(get(jobId).state, event)
      const output = result.output === undefined ? null : JSON.stringify(result.output)
      settle.run(
        state,
        output,
        result.error?.code ?? null,
        result.error?.message ?? null,
        result.now,
        state,
        jobId,
      )
    },
    /** Gives back all jobs of a scheduler that closes: the next one goes on with them at once. */
    release(owner: string): void {
      database
        .prepare(
          "UPDATE jobs SET state = 'queued', lease_owner = NULL, lease_until = NULL WHERE lease_owner = ?",
        )
        .run(owner)
    },
    /** Back into the line: after a crash (keeping the attempts) or because a person asks (starting afresh). */
    requeue(jobId: JobId, event: "lose" | "retry"): void {
      const job = get(jobId)
      const lost = nextJobState(job.state, event)
      const state = lost === "interrupted" ? nextJobState(lost, "resume") : lost
      requeue.run(state, event === "retry" ? 0 : job.attempt, jobId)
    },
    remove(jobId: JobId): void {
      database
        .prepare("DELETE FROM jobs WHERE id = ? AND state IN ('succeeded', 'failed', 'cancelled')")
        .run(jobId)
    },
    removeFinished(): void {
      database.prepare("DELETE FROM jobs WHERE state IN ('succeeded', 'failed', 'cancelled')").run()
    },
  }
}

function toRecord(row: JobRow): JobRecord {
  const parse = (json: string | null): unknown => (json === null ? undefined : JSON.parse(json))
  const output = parse(row.output)
  const { wasThere } = Outcome.parse(output)
  return {
    id: row.id as JobId,
    kind: row.kind,
    title: row.title,
    state: JobState.parse(row.state),
    stage: row.stage,
    fraction: row.fraction,
    secondsLeft: null,
    error:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? "" },
    songId: row.song_id as SongId | null,
    batch: row.batch,
    wasThere,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    input: parse(row.input),
    checkpoint: parse(row.checkpoint),
    output,
    attempt: row.attempt,
    priority: row.priority,
    startedAt: row.started_at,
    isCancelRequested: row.cancel_requested === 1,
  }
}
