/** What became of an import: each song, and whether its map was made. */
import type { ErrorCode } from "#shared/contract/errors.ts"
import type { Job, JobId } from "#shared/contract/jobs.ts"
import { EXIT, exitCodeOf, worstExitCode } from "./exit.ts"

export interface ImportedFile {
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

/** `jobs` are the imports and whatever works on the songs that they made; `warnings` are by song. */
export function reportImport(
  jobs: readonly Job[],
  importIds: readonly JobId[],
  warnings: ReadonlyMap<Job["songId"], string>,
): ImportReport {
  const imports = jobs.filter(({ id }) => importIds.includes(id))
  const others = jobs.filter(({ id }) => !importIds.includes(id))
  const files = imports.map((job): ImportedFile => {
    const { title, songId, error, createdAt } = job
    const warning = warnings.get(songId)
    // Not one of an earlier day, when the file was imported for the first time.
    const map = others.find(
      (other) => other.songId === songId && other.error && other.createdAt >= createdAt,
    )
    return {
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
