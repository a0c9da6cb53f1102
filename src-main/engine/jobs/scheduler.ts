/**
 * Runs jobs from the table: claims them by lease, renews the leases it holds, takes over those that ran out, and
 * notices what other processes did. Every engine, in the app and in the CLI, has one; they share the work.
 */
import { StudioError, toWire } from "#shared/contract/errors.ts"
import type { Job, JobId } from "#shared/contract/jobs.ts"
import type { SongId } from "#shared/contract/library.ts"
import type { Clock, Log } from "../platform/index.ts"
import type { JobContext, JobDefinition } from "./define-job.ts"
import { isFinished } from "./job-state.ts"
import type { JobRecord, JobStore } from "./job-store.ts"

const TICK_MS = 250
const LEASE_MS = 6000
const RENEW_MS = 1500
/** A job that lost its process this often is likely the cause. */
const MAXIMUM_ATTEMPTS = 8
/** Listeners are told of progress at most this often. */
const REPORT_MS = 50
const ESTIMATE_AFTER_MS = 3000

interface Running {
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

export interface SchedulerOptions {
  store: JobStore
  definitions: readonly JobDefinition[]
  clock: Clock
  log: Log
  newId(): string
  slots: number
  /** Changes whenever another process has written to the library. */
  dataVersion(): number
  onForeignChange(): void
}

export interface NewJob {
  kind: string
  title: string
  input: unknown
  songId?: SongId
}

export type Scheduler = ReturnType<typeof createScheduler>

export function createScheduler(options: SchedulerOptions) {
  const { store, clock, log } = options
  const owner = options.newId()
  const openedAt = clock.now()
  const definitions = new Map(
    options.definitions.map((definition) => [definition.kind, definition]),
  )
  const running = new Map<JobId, Running>()
  const listeners = new Set<() => void>()
  const waiters = new Map<JobId, ((record: JobRecord) => void)[]>()
  let seenVersion = options.dataVersion()
  let isClosed = false

  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  const tick = (): void => {
    if (isClosed) return
    try {
      noticeForeignChanges()
      renewLeases()
      takeOverLost()
      fillSlots()
    } catch (error) {
      // A full disk or a busy database must not end the scheduler: the next tick tries again.
      log.warn("the scheduler could not work", { reason: toWire(error).message })
    }
    wake(TICK_MS)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const wake = (afterMs: number): void => {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(tick, afterMs)
  }

  const noticeForeignChanges = (): void => {
    const version = options.dataVersion()
    if (version === seenVersion) return
    seenVersion = version
    options.onForeignChange()
    settleWaiters()
    changed()
  }

  const renewLeases = (): void => {
    const now = clock.now()
    for (const [jobId, job] of running) {
      if (store.find(jobId)?.isCancelRequested) job.controller.abort()
      if (now - job.renewedAt < RENEW_MS) continue
      job.renewedAt = now
      const isOurs = store.renew(
        { id: jobId, stage: job.stage, fraction: job.fraction },
        owner,
        now + LEASE_MS,
      )
      // Another process took over while this one was stopped (a laptop asleep): its run counts, not ours.
      if (!isOurs) job.controller.abort()
    }
  }

  const takeOverLost = (): void => {
    for (const job of store.listExpired(clock.now())) {
      if (running.has(job.id)) continue
      if (job.attempt >= MAXIMUM_ATTEMPTS) {
        const error = {
          code: "engine-lost",
          message: `The engine stopped ${job.attempt} times while working on ${job.title}`,
        }
        store.settle(job.id, "fail", { error, now: clock.now() })
      } else {
        log.warn("a job was lost with its process and goes on", { job: job.id, kind: job.kind })
        store.requeue(job.id, "lose")
      }
      settleWaiters()
      changed()
    }
  }

  const fillSlots = (): void => {
    while (running.size < options.slots) {
      const now = clock.now()
      const record = store.claim(owner, now, now + LEASE_MS)
      if (!record) return
      void run(record)
    }
  }

  const run = async (record: JobRecord): Promise<void> => {
    const now = clock.now()
    const { fraction, songId } = record
    const controller = new AbortController()
    const job: Running = {
      ...{ record, controller, fraction, songId },
      ...{
        stage: "starting",
        startFraction: fraction,
        startedAt: now,
        renewedAt: now,
        reportedAt: 0,
      },
    }
    running.set(record.id, job)
    changed()
    try {
      const output = await runDefinition(record, contextOf(job))
      store.settle(record.id, "succeed", { output, now: clock.now() })
    } catch (error) {
      settleFailed(job, error)
    } finally {
      running.delete(record.id)
      settleWaiters()
      changed()
      wake(0)
    }
  }

  const runDefinition = (record: JobRecord, context: JobContext): Promise<unknown> => {
    const definition = definitions.get(record.kind)
    if (!definition) throw new StudioError("not-found", `No job is called ${record.kind}`)
    return definition.run(context, definition.input.parse(record.input))
  }

  const settleFailed = (job: Running, thrown: unknown): void => {
    // While closing, the row is already back in the line for the next engine.
    if (isClosed || !store.find(job.record.id)) return
    const error = toWire(thrown)
    if (error.code === "internal")
      log.error("a job failed", {
        job: job.record.id,
        stack: String(thrown instanceof Error ? (thrown.cause ?? thrown.stack) : thrown),
      })
    const event = error.code === "cancelled" ? "cancel" : "fail"
    try {
      store.settle(job.record.id, event, { error, now: clock.now() })
    } catch (failure) {
      log.warn("a job's end could not be written; it will be tried again", {
        reason: toWire(failure).message,
      })
    }
  }

  const contextOf = (job: Running): JobContext => ({
    jobId: job.record.id,
    signal: job.controller.signal,
    checkpoint: job.record.checkpoint,
    saveCheckpoint: (checkpoint) => store.saveCheckpoint(job.record.id, checkpoint),
    report: ({ stage, fraction }) => {
      job.stage = stage
      job.fraction = Math.max(job.fraction, Math.min(1, fraction))
      const now = clock.now()
      if (now - job.reportedAt < REPORT_MS) return
      job.reportedAt = now
      changed()
    },
    setSong: (songId) => {
      job.songId = songId
      store.setSong(job.record.id, songId)
      changed()
    },
  })

  const settleWaiters = (): void => {
    for (const [jobId, resolves] of waiters) {
      const record = store.find(jobId)
      if (!record || !isFinished(record.state)) continue
      waiters.delete(jobId)
      for (const resolve of resolves) resolve(record)
    }
  }

  const toJob = (record: JobRecord): Job => {
    const live = running.get(record.id)
    const { id, kind, title, state, error, createdAt, finishedAt } = record
    const stage = live?.stage ?? record.stage
    const fraction = live?.fraction ?? record.fraction
    const songId = live?.songId ?? record.songId
    const secondsLeft = live ? estimateSeconds(live, clock.now()) : null
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
      createdAt,
      finishedAt,
    }
  }

  wake(0)
  return {
    add({ kind, title, input, songId }: NewJob): JobId {
      const definition = definitions.get(kind)
      if (!definition) throw new StudioError("not-found", `No job is called ${kind}`)
      const id = options.newId() as JobId
      const parsed = definition.input.parse(input)
      store.add({
        id,
        kind,
        title,
        input: parsed,
        priority: definition.priority,
        songId: songId ?? null,
        createdAt: clock.now(),
      })
      changed()
      wake(0)
      return id
    },
    list: (): Job[] => store.list(openedAt).map(toJob),
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel(jobId: JobId): void {
      const job = store.get(jobId)
      const own = running.get(jobId)
      if (own) own.controller.abort()
      else if (job.state === "running") store.requestCancel(jobId)
      else if (!isFinished(job.state))
        store.settle(jobId, "cancel", {
          now: clock.now(),
          error: { code: "cancelled", message: "Cancelled" },
        })
      settleWaiters()
      changed()
    },
    retry(jobId: JobId): void {
      store.requeue(jobId, "retry")
      changed()
      wake(0)
    },
    dismiss(jobId: JobId | undefined): void {
      if (jobId === undefined) store.removeFinished()
      else store.remove(jobId)
      changed()
    },
    /** Resolves with the job's record when it is finished, by whichever process. */
    async finished(jobId: JobId): Promise<JobRecord> {
      const record = store.get(jobId)
      if (isFinished(record.state)) return record
      const { promise, resolve } = Promise.withResolvers<JobRecord>()
      waiters.set(jobId, [...(waiters.get(jobId) ?? []), resolve])
      return promise
    },
    close(): void {
      isClosed = true
      clearTimeout(timer)
      for (const { controller } of running.values()) controller.abort()
      try {
        store.release(owner)
      } catch (error) {
        log.warn("leases were not given back and will run out", { reason: toWire(error).message })
      }
    },
  }
}

function estimateSeconds(job: Running, now: number): number | null {
  const elapsedMs = now - job.startedAt
  const done = job.fraction - job.startFraction
  if (elapsedMs < ESTIMATE_AFTER_MS || done <= 0) return null
  return (elapsedMs / 1000 / done) * (1 - job.fraction)
}
