/** Analyses one file without a library, in this thread, in a temporary folder, with the time of each stage. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { tasks } from "#engine/tasks.ts"
import { progress } from "./output.ts"

type Decoded = Awaited<ReturnType<typeof tasks.decode>>
type Described = Awaited<ReturnType<typeof tasks.describe>>

export async function analyseFile<T>(
  path: string,
  signal: AbortSignal,
  use: (decoded: Decoded, describe: () => Promise<Described>, decodeSeconds: number) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "slipmat-"))
  const name = basename(path)
  const context = (stage: string) => ({
    signal,
    onProgress: (fraction: number) =>
      progress.show(`${name}: ${stage}`, `${Math.round(fraction * 100)} %`),
  })
  try {
    const pcmPath = join(folder, "pcm")
    const started = performance.now()
    const input = { mediaPath: path, name, pcmPath, peaksPath: join(folder, "peaks") }
    const decoded = await tasks.decode(input, context("listening"))
    const decodeSeconds = (performance.now() - started) / 1000
    const { boundsSeconds } = decoded
    return await use(
      decoded,
      () => tasks.describe({ pcmPath, boundsSeconds }, context("cutting")),
      decodeSeconds,
    )
  } finally {
    progress.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs `work` and says how many seconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - started) / 1000 }
}
