import { describe, expect, onTestFinished, test } from "vitest"
import { z } from "zod"
import { createJobStore, defineJob, type JobContext, Scheduler } from "#engine/jobs/index.ts"
import { openDatabase } from "#engine/library/index.ts"
import type { Clock } from "#engine/platform/index.ts"
import { StudioError } from "#shared/contract/errors.ts"
import { fakeClock } from "../../../support/fake-clock.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const LEASE_MS = 6000

interface Setup {
  folder?: string
  clock?: Clock
  run(context: JobContext, input: { n: number }): Promise<unknown>
}

let ids = 0

/** A scheduler of its own connection, as another process would have. */
function openScheduler({ folder = temporaryFolder(), clock = fakeClock(), run }: Setup) {
  const database = openDatabase(folder)
  const store = createJobStore(database)
  const definition = defineJob({
    kind: "test/job",
    priority: 1,
    input: z.object({ n: z.int() }),
    run,
  })
  const scheduler = new Scheduler({
    store,
    definitions: [definition],
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    newId: () => `id-${ids++}`,
    slots: 1,
    explain: (error) => error,
    dataVersion: () => Number(database.pragma("data_version", { simple: true })),
    onForeignChange: () => undefined,
  })
  onTestFinished(() => scheduler.close())
  const add = (n = 1) => scheduler.add({ kind: "test/job", title: `job ${n}`, input: { n } })
  return { scheduler, store, database, folder, add }
}

describe("the scheduler", () => {
  test("runs a job and keeps its output", async () => {
    const { scheduler, add } = openScheduler({
      run: async (_context, { n }) => ({ doubled: n * 2 }),
    })
    const record = await scheduler.finished(add(21))
    expect(record.state).toBe("succeeded")
    expect(record.output).toEqual({ doubled: 42 })
  })

  test("says in words why a job failed", async () => {
    const { scheduler, add } = openScheduler({
      run: async () => {
        throw new StudioError("unreadable", "harbour.m4a is protected")
      },
    })
    const { state, error } = await scheduler.finished(add())
    expect(state).toBe("failed")
    expect(error).toEqual({ code: "unreadable", message: "harbour.m4a is protected" })
  })

  test("cancels a waiting job at once and a running one through its signal", async () => {
    const { scheduler, add } = openScheduler({
      run: ({ signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason as Error)),
        ),
    })
    const running = add(1)
    const waiting = add(2)
    await expect.poll(() => scheduler.list()[0]?.state).toBe("running")
    scheduler.cancel(waiting)
    scheduler.cancel(running)
    expect((await scheduler.finished(waiting)).state).toBe("cancelled")
    expect((await scheduler.finished(running)).state).toBe("cancelled")
  })

  test("a job whose process vanished is taken over with its checkpoint when the lease runs out", async () => {
    const clock = fakeClock()
    const dead = openScheduler({
      clock,
      run: (context) => {
        context.saveCheckpoint({ reached: 7 })
        return new Promise(() => undefined)
      },
    })
    const jobId = dead.add()
    await expect.poll(() => dead.store.get(jobId).checkpoint).toEqual({ reached: 7 })
    dead.database.close() // as kill -9 would: nothing more is written
    const alive = openScheduler({
      folder: dead.folder,
      clock,
      run: async ({ checkpoint }) => checkpoint,
    })
    expect(alive.store.get(jobId).state).toBe("running")
    clock.advance(LEASE_MS + 1)
    const record = await alive.scheduler.finished(jobId)
    expect(record.output).toEqual({ reached: 7 })
    expect(record.attempt).toBe(2)
  })

  test("a job that keeps killing its process is given up with a reason", async () => {
    const clock = fakeClock()
    const { scheduler, store, database, add } = openScheduler({
      clock,
      run: () => new Promise(() => undefined),
    })
    const jobId = add()
    await expect.poll(() => store.get(jobId).state).toBe("running")
    scheduler.close()
    database.prepare("UPDATE jobs SET state = 'running', attempt = 8, lease_until = 0").run()
    const judge = new Scheduler({
      ...{ store, definitions: [], clock, newId: () => "judge", slots: 1, dataVersion: () => 0 },
      explain: (error) => error,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      onForeignChange: () => undefined,
    })
    onTestFinished(() => judge.close())
    const record = await judge.finished(jobId)
    expect(record.error?.code).toBe("engine-lost")
    expect(record.error?.message).toContain("8 times")
  })

  test("two schedulers on one library never run the same job", async () => {
    const clock = fakeClock()
    const runs: number[] = []
    const run = async (_context: JobContext, { n }: { n: number }): Promise<void> => {
      runs.push(n)
      await new Promise((done) => setTimeout(done, 2))
    }
    const first = openScheduler({ clock, run })
    const second = openScheduler({ folder: first.folder, clock, run })
    const jobIds = Array.from({ length: 20 }, (_, n) => first.add(n))
    await Promise.all(jobIds.map((jobId) => second.scheduler.finished(jobId)))
    expect(runs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  test("progress never goes back, and a failed job can be tried again", async () => {
    let attempts = 0
    const fractions: number[] = []
    const { scheduler, add } = openScheduler({
      run: async ({ report }) => {
        report({ stage: "listening", fraction: 0.6 })
        report({ stage: "cutting", fraction: 0.2 })
        fractions.push(scheduler.list()[0]?.fraction ?? -1)
        attempts += 1
        if (attempts === 1) throw new StudioError("disk-full", "The disk is full")
      },
    })
    const jobId = add()
    expect((await scheduler.finished(jobId)).state).toBe("failed")
    scheduler.retry(jobId)
    expect((await scheduler.finished(jobId)).state).toBe("succeeded")
    expect(fractions[0]).toBe(0.6)
  })
})
