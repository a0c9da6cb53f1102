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
import { type RunningJob, startRunning, toJob } from "./running-job.ts"

const TICK_MS = 250
const LEASE_MS = 6000
const RENEW_MS = 1500
/** A job that lost its process this often is likely the cause. */
const MAXIMUM_ATTEMPTS = 8
/** Listeners are told of progress at most this often. */
const REPORT_MS = 50

export interface SchedulerOptions {
  store: JobStore
  definitions: readonly JobDefinition[]
  clock: Clock
  log: Log
  newId(): string
  /** Jobs at once; none where the library may not be written. */
  slots: number
  /** Says in a sentence what the library's database or disk reports. */
  explain(error: unknown): unknown
  /** Changes whenever another process has written to the library. */
  dataVersion(): number
  onForeignChange(): void
}

export interface NewJob {
  kind: string
  title: string
  input: unknown
  songId?: SongId | null
  /** Of the jobs that a person asked for together: the first one's id. */
  batch?: string | undefined
}

export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #owner: string
  readonly #openedAt: number
  readonly #definitions: Map<string, JobDefinition>
  readonly #running = new Map<JobId, RunningJob>()
  readonly #listeners = new Set<() => void>()
  readonly #waiters = new Map<JobId, ((record: JobRecord) => void)[]>()
  #seenVersion: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(options: SchedulerOptions) {
    this.#options = options
    this.#owner = options.newId()
    this.#openedAt = options.clock.now()
    this.#definitions = new Map(options.definitions.map((each) => [each.kind, each]))
    this.#seenVersion = options.dataVersion()
    this.#wake(0)
  }

  add({ kind, title, input, songId = null, batch }: NewJob): JobId {
    const { store, clock, newId } = this.#options
    const { priority, input: schema } = this.#definition(kind)
    const id = newId() as JobId
    const parsed = schema.parse(input)
    const createdAt = clock.now()
    store.add({ id, kind, title, input: parsed, priority, songId, batch: batch ?? id, createdAt })
    this.#changed()
    this.#wake(0)
    return id
  }

  list(): Job[] {
    const now = this.#options.clock.now()
    const records = this.#options.store.list(this.#openedAt)
    return records.map((record) => toJob(record, this.#running.get(record.id), now))
  }

  /** Returns the undo. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  cancel(jobId: JobId): void {
    const { store, clock } = this.#options
    const { state } = store.get(jobId)
    const own = this.#running.get(jobId)
    const error = { code: "cancelled", message: "Cancelled" }
    if (own) own.controller.abort()
    else if (state === "running") store.requestCancel(jobId)
    else if (!isFinished(state)) store.settle(jobId, "cancel", { now: clock.now(), error })
    this.#settleWaiters()
    this.#changed()
  }

  retry(jobId: JobId): void {
    this.#options.store.requeue(jobId, "retry")
    this.#changed()
    this.#wake(0)
  }

  /** Forgets a finished job, or all of them. */
  dismiss(jobId: JobId | undefined): void {
    if (jobId === undefined) this.#options.store.removeFinished()
    else this.#options.store.remove(jobId)
    this.#changed()
  }

  /** Resolves with the job's record when it is finished, by whichever process. */
  async finished(jobId: JobId): Promise<JobRecord> {
    const record = this.#options.store.get(jobId)
    if (isFinished(record.state)) return record
    const { promise, resolve } = Promise.withResolvers<JobRecord>()
    this.#waiters.set(jobId, [...(this.#waiters.get(jobId) ?? []), resolve])
    return promise
  }

  /** Stops the running jobs and puts them back into the line for the next engine. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    // Jobs end after this; who would look at the library then would find it closed.
    this.#listeners.clear()
    for (const { controller } of this.#running.values()) controller.abort()
    if (this.#options.slots === 0) return
    try {
      this.#options.store.release(this.#owner)
    } catch (error) {
      const { message } = toWire(error)
      this.#options.log.warn("leases were not given back and will run out", { reason: message })
    }
  }

  #definition(kind: string): JobDefinition {
    const definition = this.#definitions.get(kind)
    if (!definition) throw new StudioError("not-found", `No job is called ${kind}`)
    return definition
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  #wake(afterMs: number): void {
    clearTimeout(this.#timer)
    if (!this.#isClosed) this.#timer = setTimeout(() => this.#tick(), afterMs)
  }

  #tick(): void {
    try {
      this.#noticeForeignChanges()
      if (this.#options.slots === 0) return
      this.#renewLeases()
      this.#takeOverLost()
      this.#fillSlots()
    } catch (error) {
      // A full disk or a busy database must not end the scheduler: the next tick tries again.
      this.#options.log.warn("the scheduler could not work", { reason: toWire(error).message })
    } finally {
      this.#wake(TICK_MS)
    }
  }

  #noticeForeignChanges(): void {
    const version = this.#options.dataVersion()
    if (version === this.#seenVersion) return
    this.#seenVersion = version
    this.#options.onForeignChange()
    this.#settleWaiters()
    this.#changed()
  }

  #renewLeases(): void {
    const { store, clock } = this.#options
    const now = clock.now()
    for (const [jobId, job] of this.#running) {
      if (store.find(jobId)?.isCancelRequested) job.controller.abort()
      if (now - job.renewedAt < RENEW_MS) continue
      job.renewedAt = now
      const { stage, fraction } = job
      const isOurs = store.renew({ id: jobId, stage, fraction }, this.#owner, now + LEASE_MS)
      // Another process took over while this one was stopped (a laptop asleep): its run counts, not ours.
      if (!isOurs) job.controller.abort()
    }
  }

  #takeOverLost(): void {
    const { store, clock, log } = this.#options
    for (const job of store.listExpired(clock.now())) {
      if (this.#running.has(job.id)) continue
      if (job.attempt >= MAXIMUM_ATTEMPTS) {
        const message = `The engine stopped ${job.attempt} times while working on ${job.title}`
        store.settle(job.id, "fail", { error: { code: "engine-lost", message }, now: clock.now() })
      } else {
        log.warn("a job was lost with its process and goes on", { job: job.id, kind: job.kind })
        store.requeue(job.id, "lose")
      }
      this.#settleWaiters()
      this.#changed()
    }
  }

  #fillSlots(): void {
    const { store, clock, slots } = this.#options
    while (this.#running.size < slots) {
      const now = clock.now()
      const record = store.claim(this.#owner, now, now + LEASE_MS)
      if (!record) return
      void this.#run(startRunning(record, now))
    }
  }

  async #run(job: RunningJob): Promise<void> {
    const { store, clock } = this.#options
    const { id, kind, input } = job.record
    this.#running.set(id, job)
    this.#changed()
    try {
      const definition = this.#definition(kind)
      const output = await definition.run(this.#contextOf(job), definition.input.parse(input))
      store.settle(id, "succeed", { output, now: clock.now() })
    } catch (error) {
      this.#settleFailed(job, error)
    } finally {
      this.#running.delete(id)
      if (!this.#isClosed) this.#settleWaiters()
      this.#changed()
      this.#wake(0)
    }
  }

  #settleFailed({ record }: RunningJob, thrown: unknown): void {
    const { store, clock, log } = this.#options
    // While closing, the row is already back in the line for the next engine.
    if (this.#isClosed || !store.find(record.id)) return
    const error = toWire(this.#options.explain(thrown))
    if (error.code === "internal") {
      const bug = thrown instanceof Error ? (thrown.cause ?? thrown.stack) : thrown
      log.error("a job failed", { job: record.id, kind: record.kind, bug: String(bug) })
    }
    try {
      const event = error.code === "cancelled" ? "cancel" : "fail"
      store.settle(record.id, event, { error, now: clock.now() })
    } catch (failure) {
      // The lease runs out, and the job is tried again.
      log.warn("a job's end could not be written", { reason: toWire(failure).message })
    }
  }

  #contextOf(job: RunningJob): JobContext {
    const { store, clock } = this.#options
    const { id, checkpoint } = job.record
    return {
      jobId: id,
      signal: job.controller.signal,
      checkpoint,
      saveCheckpoint: (saved) => store.saveCheckpoint(id, saved),
      report: ({ stage, fraction }) => {
        job.stage = stage
        job.fraction = Math.max(job.fraction, Math.min(1, fraction))
        const now = clock.now()
        if (now - job.reportedAt < REPORT_MS) return
        job.reportedAt = now
        this.#changed()
      },
      setSong: (songId) => {
        job.songId = songId
        store.setSong(id, songId)
        this.#changed()
      },
    }
  }

  #settleWaiters(): void {
    for (const [jobId, resolves] of this.#waiters) {
      const record = this.#options.store.find(jobId)
      if (!record || !isFinished(record.state)) continue
      this.#waiters.delete(jobId)
      for (const resolve of resolves) resolve(record)
    }
  }
}
