/** Which files an import means: the named ones, and every audio file below the named folders. */
import { readdir, stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { StudioError } from "#shared/contract/errors.ts"
import { isAudioPath } from "../audio/index.ts"

const MOST_FILES = 100_000

/** Sorted by path within each folder; hidden files and folders are passed over. Throws not-found, invalid-input. */
export async function findAudioFiles(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const info = await stat(path).catch((cause: unknown) => {
      throw new StudioError("not-found", `${path} is not there`, { cause })
    })
    if (!info.isDirectory()) {
      found.push(path)
      continue
    }
    const before = found.length
    await walk(path, found, signal)
    if (found.length === before && paths.length === 1) {
      throw new StudioError("invalid-input", `The folder ${basename(path)} holds no audio files`)
    }
  }
  return found
}

async function walk(folder: string, found: string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) =>
    a.name.localeCompare(b.name, "en", { numeric: true }),
  )) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith(".")) continue
    if (entry.isDirectory()) await walk(path, found, signal)
    else if (entry.isFile() && isAudioPath(entry.name)) found.push(path)
    if (found.length > MOST_FILES) {
      throw new StudioError(
        "invalid-input",
        `${folder} holds more than ${MOST_FILES} audio files: import parts of it`,
      )
    }
  }
}
