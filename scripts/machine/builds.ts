/** Builds what is older than its sources: kernels, the demo song, the application's bundles. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { buildDemoSong } from "../build-demo-song.ts"
import { buildKernels } from "../build-kernels.ts"
import { repository, run, ScriptError } from "./command.ts"

const SOURCES = [
  "src-main",
  "src-preload",
  "src-renderer",
  "electron.vite.config.ts",
  "package-lock.json",
]
const STAMP = "out/built"

export interface Built {
  demoSong: string
}

export async function buildWhatIsStale(): Promise<Built> {
  await buildKernels()
  const demoSong = await buildDemoSong()
  if (timeOf(STAMP) <= newest(SOURCES)) await buildBundles()
  return { demoSong }
}

export async function buildBundles(): Promise<void> {
  console.log("Building the application")
  const startedAt = new Date()
  const { code, output } = await run("electron-vite", ["build"], { isQuiet: true })
  if (code !== 0) throw new ScriptError(output)
  mkdirSync(dirname(join(repository, STAMP)), { recursive: true })
  writeFileSync(join(repository, STAMP), `${startedAt.toISOString()}\n`)
}

function newest(paths: string[]): number {
  const times = paths.flatMap((path) => {
    const full = join(repository, path)
    if (!statSync(full).isDirectory()) return [timeOf(path)]
    const names = readdirSync(full, { recursive: true, encoding: "utf8" })
    return names.map((name) => timeOf(join(path, name)))
  })
  return Math.max(...times)
}

function timeOf(path: string): number {
  return statSync(join(repository, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}
