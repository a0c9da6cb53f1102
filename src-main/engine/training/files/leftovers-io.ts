/** What a killed process left half written in a run's folder. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"

/** A file that no process is named in is nobody's after so long without a word. */
const ABANDONED_MS = 60_000

/** Leaves alone what a process that is ending may still write. @param folders a run's own, and those in it */
export function dropLeftovers(folders: readonly string[], nowMs: number): void {
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (isLeftover(name, () => nowMs - statSync(path).mtimeMs)) rmSync(path, { force: true })
    }
  }
}

function isLeftover(name: string, ageMs: () => number): boolean {
  const writer = /^next-(\d+)\.safetensors/.exec(name)?.[1]
  if (writer !== undefined) return !isAlive(Number(writer))
  return name.endsWith(".tmp") && ageMs() > ABANDONED_MS
}

function isAlive(id: number): boolean {
  if (id === process.pid) return true
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // It is there, but another person's.
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
