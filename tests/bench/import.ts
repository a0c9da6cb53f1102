/**
 * From dropping a song to seeing it: import through the real engine, with worker threads.
 *   node tests/bench/import.ts                 a 4-minute song, time to the first layout and to the final map
 *   node tests/bench/import.ts --hours 10      a long file, peak memory, longest pause of the control thread
 *   node tests/bench/import.ts FILE
 * Needs the demo song (npm start makes it) and ffmpeg for the mp3s.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { parseArgs } from "node:util"
import { createEngine } from "#engine/engine.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import { makeLongMp3 } from "./lib/long-song.ts"

const { values, positionals } = parseArgs({
  options: { hours: { type: "string" } },
  allowPositionals: true,
})
const seconds = values.hours ? Number(values.hours) * 3600 : 240
const file = positionals[0] ?? (await makeLongMp3(seconds))
const library = mkdtempSync(join(tmpdir(), "slipmat-bench-"))
const engine = await createEngine(nodePlatform({ libraryDirectory: library }))
const quiet = { signal: new AbortController().signal, progress: () => undefined }
const delay = monitorEventLoopDelay({ resolution: 5 })
let peakBytes = 0
const sampler = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 50)

try {
  delay.enable()
  const started = performance.now()
  const since = (): string => ((performance.now() - started) / 1000).toFixed(2)
  const { jobIds } = await engine.handlers["files.import"]({ paths: [file], asStems: false }, quiet)
  const song = await waitForSong(jobIds[0]!)
  const imported = since()
  const settings = {
    partIds: song.parts.map(({ id }) => id),
    method: "t-sne",
    perplexity: 30,
    seed: 1,
  } as const
  const { id: mapId } = await engine.handlers["maps.open"](settings, quiet)
  const { firstLayout, layouts } = await watchMap(mapId, since)
  const ready = since()
  const map = await engine.handlers["maps.get"]({ mapId }, quiet)
  console.table({
    "song s": Math.round(song.durationSeconds),
    chunks: map.counts[0],
    "imported after s": imported,
    "first layout after s": firstLayout,
    "final map after s": ready,
    layouts,
    trustworthiness: map.quality3?.trustworthiness.toFixed(3),
    "recall@10": map.quality3?.recall10.toFixed(3),
    "peak RSS MB": Math.round(peakBytes / 1e6),
    "longest control-thread pause ms": Math.round(delay.max / 1e6),
  })
} finally {
  clearInterval(sampler)
  await engine.close()
  rmSync(library, { recursive: true, force: true })
}

async function waitForSong(jobId: string) {
  for (;;) {
    const job = (await engine.handlers["jobs.list"]({}, quiet)).find(({ id }) => id === jobId)
    if (job?.state === "failed") throw new Error(job.error?.message)
    if (job?.state === "succeeded")
      return engine.handlers["library.song"]({ songId: job.songId! }, quiet)
    await new Promise((done) => setTimeout(done, 20))
  }
}

async function watchMap(
  mapId: Parameters<(typeof engine.handlers)["maps.get"]>[0]["mapId"],
  since: () => string,
) {
  const controller = new AbortController()
  let firstLayout = ""
  let layouts = 0
  await engine.handlers["maps.watch"](
    { mapId },
    {
      signal: controller.signal,
      progress({ state, positions }) {
        if (positions) {
          layouts += 1
          firstLayout ||= since()
        }
        if (state !== "forming") controller.abort()
      },
    },
  )
  return { firstLayout, layouts }
}
