/** Files that a project of another program names but does not hold. */
import { existsSync, realpathSync } from "node:fs"
import { basename, dirname, join, sep } from "node:path"
import { readWhole } from "../platform/node/whole-file-io.ts"

/**
 * Looks in the project's own folder and below it, nowhere else: a project from elsewhere must not reach for files of this
 * machine. Of a path that leads there from another machine the last parts are tried, the most of them first.
 * @param named a path with either slash, or a file: address
 * @returns undefined where it is not there, or no plain file of at most `mostBytes`
 */
export function fileBeside(
  projectPath: string,
  named: string,
  mostBytes: number,
): { name: string; bytes: Uint8Array } | undefined {
  const folder = dirname(projectPath)
  const parts = partsOf(named)
  for (let from = Math.max(0, parts.length - MOST_PARTS); from < parts.length; from++) {
    const path = join(folder, ...parts.slice(from))
    if (!existsSync(path) || !isWithin(folder, path)) continue
    try {
      return { name: basename(path), bytes: readWhole(path, mostBytes) }
    } catch {
      return undefined
    }
  }
  return undefined
}

const MOST_PARTS = 8

function partsOf(named: string): string[] {
  const path = named.startsWith("file:") ? decoded(named.slice("file:".length)) : named
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== ".")
  // Whatever stands before a way up does not lead further down.
  return parts.slice(parts.lastIndexOf("..") + 1)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A link could lead out of the folder. */
const isWithin = (folder: string, path: string): boolean =>
  realpathSync(path).startsWith(realpathSync(folder) + sep)
