/** Sound that was made here becomes a song of the library. */
import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { StudioError } from "#shared/contract/errors.ts"
import type { SongId } from "#shared/contract/index.ts"
import type { Scheduler } from "../jobs/index.ts"

export interface SongKeeping {
  scheduler: Scheduler
  newId(): string
  cacheDirectory: string
  importKind: string
}

/**
 * @param make writes a sound file at the path that it is given
 * @param kind of song: one that is no bounce is there once, however often it is made
 * @throws what `make` throws; StudioError internal where it could not be kept
 */
export async function keepAsSong(
  { scheduler, newId, cacheDirectory, importKind }: SongKeeping,
  title: string,
  make: (path: string) => Promise<unknown>,
  kind: "bounce" | "song" = "bounce",
): Promise<SongId> {
  mkdirSync(cacheDirectory, { recursive: true })
  const file = join(cacheDirectory, `${newId()}.tmp.wav`)
  try {
    await make(file)
    const job = { paths: [file], kind, title, removeSource: true }
    const { state, songId, error } = await scheduler.finished(
      scheduler.add({ kind: importKind, title, input: job }),
    )
    if (state === "succeeded" && songId !== null) return songId
    throw new StudioError("internal", error?.message ?? `${title} could not be kept`)
  } finally {
    rmSync(file, { force: true })
  }
}
