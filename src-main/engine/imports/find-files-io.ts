/** Which files an import means: the named ones, and every audio file below the named folders. */
import type { Dirent, Stats } from "node:fs"
import { readdir, realpath, stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { StudioError } from "#shared/contract/errors.ts"
import { isAudioPath } from "../audio/index.ts"

const MOST_FILES = 100_000

/**
 * Sorted by path within each folder; hidden files and folders are passed over, links followed. A named file that is not
 * there is among them: it must not keep the others away. Throws invalid-input.
 */
export async function findAudioFiles(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const info = await statOrNothing(path)
    if (!info?.isDirectory()) {
      found.push(path)
      continue
    }
    const before = found.length
    await walk(path, { found, signal, entered: new Set() })
    if (found.length === before && paths.length === 1) {
      throw new StudioError("invalid-input", `The folder ${basename(path)} holds no audio files`)
    }
  }
  return found
}

const statOrNothing = (path: string): Promise<Stats | undefined> =>
  stat(path).catch(() => undefined)

interface Walk {
  found: string[]
  signal: AbortSignal
  /** Folders by their real paths: links may lead in circles. */
  entered: Set<string>
}

async function walk(folder: string, { found, signal, entered }: Walk): Promise<void> {
  signal.throwIfAborted()
  const real = await realpath(folder)
  if (entered.has(real)) return
  entered.add(real)
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) =>
    a.name.localeCompare(b.name, "en", { numeric: true }),
  )) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith(".")) continue
    const kind: Dirent | Stats | undefined = entry.isSymbolicLink()
      ? await statOrNothing(path)
      : entry
    if (kind?.isDirectory()) await walk(path, { found, signal, entered })
    else if (kind?.isFile() && isAudioPath(entry.name)) found.push(path)
    if (found.length > MOST_FILES) {
      throw new StudioError(
        "invalid-input",
        `${folder} holds more than ${MOST_FILES} audio files: import parts of it`,
      )
    }
  }
}
