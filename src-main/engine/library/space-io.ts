/** How much of the disk a library takes, and how much is left. */
import { existsSync, statfsSync } from "node:fs"
import { readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import type { LibrarySpace } from "#shared/contract/library.ts"

type Kind = LibrarySpace["parts"][number]["kind"]

/** Folders of the library; whatever else is there is the rest. */
const KINDS: Readonly<Record<string, Kind>> = {
  media: "recordings",
  training: "learning",
  models: "learning",
  cache: "cache",
}

/** What goes while it is counted counts as nothing. */
export async function spaceOf(folder: string, signal: AbortSignal): Promise<LibrarySpace> {
  const bytes: Record<Kind, number> = { recordings: 0, learning: 0, cache: 0, rest: 0 }
  const entries = existsSync(folder) ? await readdir(folder) : []
  for (const name of entries) {
    signal.throwIfAborted()
    bytes[KINDS[name] ?? "rest"] += await bytesOf(join(folder, name))
  }
  const { bavail, bsize } = statfsSync(folder)
  const parts = Object.entries(bytes).map(([kind, size]) => ({ kind: kind as Kind, bytes: size }))
  return { folder, freeBytes: bavail * bsize, parts }
}

async function bytesOf(path: string): Promise<number> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) return found.size
    const inside = await readdir(path, { recursive: true })
    const sizes = await Promise.all(inside.map((name) => fileBytes(join(path, name))))
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch {
    return 0
  }
}

const fileBytes = (path: string): Promise<number> =>
  stat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  )
