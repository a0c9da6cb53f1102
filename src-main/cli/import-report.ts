/** What became of an import: each song, and whether its map was made. */
import { join, relative } from "node:path"
import type { ErrorCode } from "#shared/contract/errors.ts"
import type { Job, JobId } from "#shared/contract/jobs.ts"
import { EXIT, exitCodeOf, worstExitCode } from "./exit.ts"

export interface ImportedFile {
  /** As the person named it, or the folder that it lies in. */
  path: string
  title: string
  songId: Job["songId"]
  /** What is wrong with the file although it could be read. */
  warning?: string
  error?: Job["error"] & object
  /** The song is there, its map is not. */
  mapError?: Job["error"] & object
}

export interface ImportReport {
  files: ImportedFile[]
  exitCode: number
}

/** `jobs` are the imports, whose paths are given, and whatever works on the songs they made; `warnings` are by song. */
export function reportImport(
  jobs: readonly Job[],
  importPaths: ReadonlyMap<JobId, string>,
  warnings: ReadonlyMap<Job["songId"], string>,
): ImportReport {
  const imports = jobs.filter(({ id }) => importPaths.has(id))
  const others = jobs.filter(({ id }) => !importPaths.has(id))
  const files = imports.map((job): ImportedFile => {
    const { title, songId, error, createdAt } = job
    const warning = warnings.get(songId)
    // Not one of an earlier day, when the file was imported for the first time.
    const map = others.find(
      (other) => other.songId === songId && other.error && other.createdAt >= createdAt,
    )
    return {
      path: importPaths.get(job.id) ?? "",
      title,
      songId,
      ...(warning ? { warning } : {}),
      ...(error ? { error } : {}),
      ...(songId && map?.error ? { mapError: map.error } : {}),
    }
  })
  const codes = files.flatMap(({ error, mapError }) => [
    error ? exitCodeOf(error.code as ErrorCode) : EXIT.ok,
    mapError ? EXIT.badInput : EXIT.ok,
  ])
  return { files, exitCode: worstExitCode(codes) }
}

/** A file as the person named it: what was found lies at or below one of the named paths. */
export function asNamed(found: string, named: readonly string[]): string {
  const within = named.find((path) => !relative(path, found).startsWith(".."))
  return within === undefined ? found : join(within, relative(within, found))
}
