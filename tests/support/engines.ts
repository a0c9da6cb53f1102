import { onTestFinished } from "vitest"
import { createEngine, type Engine } from "#engine/engine.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import type {
  Handlers,
  EngineContract,
  Job,
  JobId,
  Song,
  ChunkMap,
} from "#shared/contract/index.ts"
import { temporaryFolder } from "./temporary-folder.ts"

export interface TestEngine {
  engine: Engine
  library: string
  call: <K extends keyof EngineContract>(
    name: K,
    input: Parameters<Handlers<EngineContract>[K]>[0],
  ) => Promise<Awaited<ReturnType<Handlers<EngineContract>[K]>>>
}

/** The real engine on a library of its own, closed when the test ends. */
export async function openEngine(library: string = temporaryFolder()): Promise<TestEngine> {
  const engine = await createEngine(
    nodePlatform({ libraryDirectory: library, writeLog: () => undefined }),
  )
  onTestFinished(() => engine.close())
  const call: TestEngine["call"] = async (name, input) =>
    (await engine.handlers[name](input as never, {
      signal: new AbortController().signal,
      progress: () => undefined,
    })) as never
  return { engine, library, call }
}

/** Waits until the jobs are finished and returns them. */
export async function finished(
  { call }: TestEngine,
  jobIds: readonly JobId[],
  timeoutMs = 60_000,
): Promise<Job[]> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const jobs = (await call("jobs.list", {})).filter(({ id }) => jobIds.includes(id))
    if (
      jobs.length === jobIds.length &&
      jobs.every(({ state }) => ["succeeded", "failed", "cancelled"].includes(state))
    ) {
      return jobs
    }
    if (Date.now() > deadline) throw new Error(`Jobs did not finish: ${JSON.stringify(jobs)}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

export async function importSong(engine: TestEngine, path: string): Promise<Song> {
  const { jobIds } = await engine.call("files.import", { paths: [path], asStems: false })
  const [job] = await finished(engine, jobIds)
  if (!job?.songId) throw new Error(`${path} was not imported: ${job?.error?.message}`)
  return engine.call("library.song", { songId: job.songId })
}

/** Opens the default map of the song's parts and waits until it is ready. */
export async function readyMap(
  engine: TestEngine,
  song: Song,
  timeoutMs = 60_000,
  seed = 1,
): Promise<ChunkMap> {
  const settings = {
    partIds: song.parts.map(({ id }) => id),
    method: "t-sne" as const,
    perplexity: 30,
    seed,
  }
  const { id } = await engine.call("maps.open", settings)
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const map = await engine.call("maps.get", { mapId: id })
    if (map.state === "ready") return map
    if (map.state !== "forming" || Date.now() > deadline) throw new Error(`The map is ${map.state}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
