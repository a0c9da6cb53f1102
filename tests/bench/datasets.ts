/**
 * Taking in music to learn from, through the real engine with its worker threads.
 *   node tests/bench/datasets.ts               1,000 MIDI files: Groove's archive unpacked, some of them broken
 *   node tests/bench/datasets.ts PATH...       folders, archives, files
 * Wanted: 1,000 files in 60 s, bad ones listed, none lost.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { unpack } from "#engine/datasets/archive-io.ts"
import { findMusic } from "#engine/datasets/find-music-io.ts"
import { createEngine } from "#engine/engine.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import type { JobId } from "#shared/contract/jobs.ts"
import { DATA } from "./lib/render.ts"

const FILES = 1000
const BROKEN = 10

const folder = mkdtempSync(join(tmpdir(), "slipmat-bench-"))
const named = process.argv.slice(2)
const paths = named.length > 0 ? named : [await manyMidiFiles()]
const engine = await createEngine(nodePlatform({ libraryDirectory: join(folder, "library") }))
const quiet = { signal: new AbortController().signal, progress: () => undefined }
const delay = monitorEventLoopDelay({ resolution: 5 })

try {
  for (const path of paths) {
    delay.reset()
    delay.enable()
    const started = performance.now()
    const licence = { name: "for measurements", use: "evaluate" as const, notice: "" }
    const input = { paths: [path], licence }
    const { jobId, datasetId } = await engine.handlers["files.importDataset"](input, quiet)
    await finished(jobId)
    const seconds = (performance.now() - started) / 1000
    const { dataset } = await engine.handlers["datasets.get"]({ datasetId, most: 0 }, quiet)
    const { read, unreadable, copies, nearCopies } = dataset.files
    console.table({
      name: dataset.name,
      kind: dataset.kind,
      "files told": read + unreadable + copies + nearCopies,
      ...{ read, unreadable, copies, nearCopies },
      ...dataset.works,
      notes: dataset.notes,
      "hours of music": (dataset.seconds / 3600).toFixed(2),
      seconds: seconds.toFixed(1),
      "longest control-thread pause ms": Math.round(delay.max / 1e6),
    })
  }
} finally {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
}

/** As many as wanted, the last of them cut in the middle. */
async function manyMidiFiles(): Promise<string> {
  const { sources } = await findMusic([join(DATA, "groove")])
  const entries = unpack(sources[0]!.file, new Set(sources.map(({ inside }) => inside!)))
  const made = join(folder, "many files")
  mkdirSync(made)
  for (const [at, bytes] of Object.values(entries).slice(0, FILES).entries()) {
    const isBroken = at >= FILES - BROKEN
    writeFileSync(join(made, `${at}.mid`), isBroken ? bytes.subarray(4, 40) : bytes)
  }
  return made
}

async function finished(jobId: JobId): Promise<void> {
  for (;;) {
    const job = (await engine.handlers["jobs.list"]({}, quiet)).find(({ id }) => id === jobId)
    if (job?.state === "failed") throw new Error(job.error?.message)
    if (job?.state === "succeeded") return
    await new Promise((done) => setTimeout(done, 20))
  }
}
