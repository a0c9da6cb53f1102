import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import {
  arrangeTask,
  createDatasetJob,
  createDatasetStore,
  datasetHandlers,
  openCorpus,
  readCorpus,
  readMusicTask,
} from "#engine/datasets/index.ts"
import type { JobContext } from "#engine/jobs/index.ts"
import { createLibraryEvents, openDatabase } from "#engine/library/index.ts"
import type { DatasetId } from "#shared/contract/datasets.ts"
import type { JobId } from "#shared/contract/jobs.ts"
import { folderOfMusic } from "../../../support/datasets/folder-of-music.ts"
import { asMidi } from "../../../support/datasets/written-music.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const LICENCE = { name: "mine", use: "private" as const, notice: "" }
const INPUT = { name: "All", licence: LICENCE, restoresKeys: false }

/** The job on this thread, on a library of its own. `beforeTask` may fail as a thread does. */
function aJob(beforeTask: (paths: string[]) => void = () => undefined) {
  const database = openDatabase(temporaryFolder())
  onTestFinished(() => void database.close())
  const datasets = createDatasetStore(database)
  const read: string[] = []
  const quiet = { signal: new AbortController().signal, onProgress: () => undefined }
  const run = async (name: string, input: never, options: { onProgress?(read: number): void }) => {
    if (name === "arrange") return arrangeTask(input)
    const { sources } = input as Parameters<typeof readMusicTask>[0]
    options.onProgress?.(0)
    beforeTask(sources.map(({ path }) => path))
    read.push(...sources.map(({ path }) => path))
    return readMusicTask({ sources }, quiet)
  }
  const job = createDatasetJob({
    datasets,
    executor: { run: run as never, close: () => Promise.resolve() },
    clock: { now: () => 1 },
    changed: () => undefined,
  })
  return { datasets, job, read }
}

function context(signal: AbortSignal): JobContext {
  return {
    ...{ jobId: "job-1" as JobId, signal, checkpoint: undefined },
    ...{ saveCheckpoint: () => undefined, report: () => undefined, setSong: () => undefined },
  }
}

function manyFiles(count: number): string {
  const folder = temporaryFolder()
  for (let at = 0; at < count; at++) {
    const name = `piece ${String(at).padStart(3, "0")}.mid`
    writeFileSync(join(folder, name), asMidi([[{ pitch: 40 + at, sixteenths: 4 }]]))
  }
  return folder
}

const ID = "job-1" as DatasetId

test("an import that was interrupted goes on where it was, and nobody sees it before it is whole", async () => {
  const stop = new AbortController()
  let tasks = 0
  const { datasets, job, read } = aJob(() => {
    if (++tasks === 5) stop.abort()
    stop.signal.throwIfAborted()
  })
  const input = { ...INPUT, paths: [manyFiles(80)] }
  await expect(job.run(context(stop.signal), input)).rejects.toMatchObject({ name: "AbortError" })
  expect(datasets.list()).toEqual([])
  const before = datasets.filesOf(ID)
  expect(before.size).toBeGreaterThan(0)

  tasks = -Infinity
  const count = read.length
  stop.signal.throwIfAborted = () => undefined
  await job.run(context(new AbortController().signal), input)
  expect(read.slice(count).filter((path) => before.has(path))).toEqual([])
  expect(datasets.get(ID).files.read).toBe(80)
  expect(openCorpus(datasets, ID).works).toHaveLength(80)
})

test("a file that its thread dies of is listed, and the others are read", async () => {
  const { datasets, job } = aJob((paths) => {
    if (paths[0] === "piece 000.mid") throw new Error("the thread is gone")
  })
  await job.run(context(new AbortController().signal), { ...INPUT, paths: [manyFiles(5)] })
  expect(datasets.get(ID).files).toMatchObject({ read: 4, unreadable: 1 })
  expect(datasets.unread(ID)).toMatchObject([
    { path: "piece 000.mid", reason: "Reading it broke down" },
  ])
})

test("an import that fails leaves nothing behind", async () => {
  const { datasets, job } = aJob()
  const folder = manyFiles(1)
  rmSync(join(folder, "piece 000.mid"))
  writeFileSync(join(folder, "bad.mid"), "")
  await expect(
    job.run(context(new AbortController().signal), { ...INPUT, paths: [folder] }),
  ).rejects.toMatchObject({ code: "unreadable" })
  expect(datasets.filesOf(ID).size).toBe(0)
})

test("files are told in the order of their paths: what was read, what is a copy, what not and why", async () => {
  const { datasets, job } = aJob()
  await job.run(context(new AbortController().signal), { ...INPUT, paths: [folderOfMusic()] })
  const files = datasets.files(ID)
  // Of a large set the first of each state.
  expect(datasets.files(ID, 1).map(({ path }) => path)).toEqual([
    ...["broken.mid", "more/three.abc", "one.mid"],
  ])
  expect(files.map(({ path, state, work, split }) => [path, state, work, split])).toEqual([
    ["broken.mid", "unreadable", "", null],
    ["more/three.abc", "read", "three", expect.any(String)],
    ["one (2).mid", "read", "one", expect.any(String)],
    ["one.mid", "copy", "one", null],
    ["pack.zip/pack/four.mid", "read", "pack.zip/pack/four.mid", "test"],
    ["two.musicxml", "read", "two", expect.any(String)],
  ])
  expect(files[0]!.reason).toContain("This is no MIDI file")
  expect(datasets.statistics(ID).instruments).toEqual([{ program: 0, share: 1 }])
})

test("a folder read without a library is the same corpus", async () => {
  const { datasets, job } = aJob()
  const folder = folderOfMusic()
  await job.run(context(new AbortController().signal), { ...INPUT, paths: [folder] })
  const corpus = await readCorpus(folder)
  const kept = openCorpus(datasets, ID)
  expect(corpus).toMatchObject({ name: "songs of ours", hash: kept.hash, works: kept.works })
  expect(corpus.licence).toMatchObject({ name: "my own music", use: "private" })
  expect(corpus.works.map(({ path, labels }) => [path, labels])).toEqual([
    ["more/three.abc", {}],
    ["one (2).mid", {}],
    ["pack.zip/pack/four.mid", { genre: "waltz" }],
    ["two.musicxml", {}],
  ])
})

test("names and licences change, a dataset is removed, and whoever listens hears of it", async () => {
  const { datasets, job } = aJob()
  await job.run(context(new AbortController().signal), { ...INPUT, paths: [folderOfMusic()] })
  const handlers = datasetHandlers({
    datasets,
    events: createLibraryEvents(),
    scheduler: {} as never,
  })
  const quiet = { signal: new AbortController().signal, progress: () => undefined as never }
  const told: string[][] = []
  const progress = (all: { name: string }[]): void => void told.push(all.map(({ name }) => name))
  void handlers["datasets.changes"]({}, { signal: quiet.signal, progress })
  const licence = { ...LICENCE, name: "CC0" }
  await handlers["datasets.change"]({ datasetId: ID, name: "Ours" }, quiet)
  await handlers["datasets.change"]({ datasetId: ID, licence }, quiet)
  expect(datasets.get(ID)).toMatchObject({ name: "Ours", licence })
  await handlers["datasets.remove"]({ datasetId: ID }, quiet)
  expect(told).toEqual([["All"], ["Ours"], ["Ours"], []])
  expect(() => datasets.get(ID)).toThrow("not there")
  expect(await handlers["files.lookAtDataset"]({ paths: [folderOfMusic()] }, quiet)).toEqual({
    ...{ name: "songs of ours", files: 6, notice: "Sung by the sea, CC BY 4.0" },
  })
})
