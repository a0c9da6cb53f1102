import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { createArchivesStore, createDiscoveryJob } from "#engine/scratch/archives/index.ts"
import { packArchive, unpackArchive } from "#engine/scratch/archives/archive-file.ts"
import { discoveryHandlers } from "#engine/scratch/archives/discovery-service.ts"
import { scratchSearchTask } from "#engine/scratch/index.ts"
import type { JobContext } from "#engine/jobs/index.ts"
import {
  DiscoverySettings,
  type ScratchArchive,
  type ScratchArchiveId,
} from "#shared/contract/index.ts"
import type { JobId } from "#shared/contract/jobs.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const settings = DiscoverySettings.parse({ evaluations: 300, seed: 2 })
const id = "one" as ScratchArchiveId
const order = { settings, createdAt: 5, jobId: null }

/** A job on this thread, which is killed after so many words of progress. */
function aJob(folder: string, killAfter = Infinity) {
  const store = createArchivesStore(folder, { archives: new Map(), practices: new Map() })
  let told = 0
  const run = async (name: string, input: never, { signal, onProgress }: never) => {
    if (name === "scratchPractise") return { niches: new Int32Array(0), days: [], qualities: [] }
    return scratchSearchTask(input, {
      signal,
      onProgress(progress: never) {
        ;(onProgress as (progress: never) => void)(progress)
        if (++told >= killAfter) throw new Error("killed")
      },
    })
  }
  const executor = { run: run as never, close: () => Promise.resolve() }
  const job = createDiscoveryJob({ store, executor, changed: () => undefined })
  return { folder, store, run: () => job.run(context, { archiveId: id }) }
}

const context: JobContext = {
  ...{ jobId: "job" as JobId, signal: new AbortController().signal, checkpoint: undefined },
  ...{ saveCheckpoint: () => undefined, report: () => undefined, setSong: () => undefined },
}

test("a discovery whose process was killed goes on, and finds what it would have found", async () => {
  const [whole, killed] = [aJob(temporaryFolder()), aJob(temporaryFolder(), 1)]
  whole.store.add(id, order)
  killed.store.add(id, order)
  await whole.run()
  await expect(killed.run()).rejects.toThrow("killed")
  const before = killed.store.load(id)!.saved.evaluations
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(300)
  await aJob(killed.folder).run()
  expect(killed.store.load(id)!.saved).toEqual(whole.store.load(id)!.saved)
})

test("an archive is read back as it was written", async () => {
  const { store, run } = aJob(temporaryFolder())
  store.add(id, order)
  await run()
  const file = { ...store.load(id)!, card: [{ name: "Techniques", value: "7" }] }
  expect(unpackArchive(packArchive(file), "it")).toEqual(file)
})

test("a damaged archive is told of, and the others are there all the same", async () => {
  const folder = temporaryFolder()
  const { store, run } = aJob(folder)
  store.add(id, order)
  await run()
  store.add("two" as ScratchArchiveId, { ...order, settings: { ...settings, name: "Second" } })
  const path = join(folder, id, "archive.safetensors")
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.subarray(0, bytes.length - 400))
  const handlers = discoveryHandlers({
    ...{ store, jobStore: {} as never, clock: { now: () => 0 }, newId: () => "x" },
    scheduler: { subscribe: () => () => undefined } as never,
    changes: { changed: () => undefined, subscribe: () => () => undefined },
  })
  const stop = new AbortController()
  const told: ScratchArchive[][] = []
  const listening = handlers["scratch.archives"](
    {},
    { signal: stop.signal, progress: (all) => told.push(all) },
  )
  stop.abort()
  await listening
  const [archives] = told
  expect(archives!.map(({ name }) => name).toSorted()).toEqual(["Discovery", "Second"])
  const damaged = archives!.find((archive) => archive.id === id)!
  expect(damaged.problem).toMatch(/archive\.safetensors|file/)
  expect(archives!.find((archive) => archive.id !== id)!.problem).toBeUndefined()
})
