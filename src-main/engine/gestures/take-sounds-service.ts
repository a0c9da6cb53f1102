/** Takes as sound: played on recordings of the library, off the control thread, and kept there. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { StudioError } from "#shared/contract/errors.ts"
import type { Part, PartId, SongId } from "#shared/contract/index.ts"
import { gestureOf, numbersOfGesture, type GestureTake } from "#shared/gesture/index.ts"
import type { Scheduler } from "../jobs/index.ts"
import type { SongStore } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import type { gestureTask } from "./render-take-io.ts"

interface Options {
  executor: Executor<{ gesture: typeof gestureTask }>
  scheduler: Scheduler
  songs: SongStore
  decodedPath(part: Part): Promise<string>
  newId(): string
  cacheDirectory: string
  importKind: string
}

interface Rendering {
  signal: AbortSignal
  onProgress(fraction: number): void
}

export type TakeSounds = ReturnType<typeof createTakeSounds>

export function createTakeSounds(options: Options) {
  const { executor, scheduler, songs, newId, cacheDirectory, importKind } = options
  return {
    /**
     * Plays a take on a recording; what sounds becomes a song.
     * @throws StudioError not-found without the recording, cancelled, internal where it could not be kept
     */
    async keep(take: GestureTake, partId: PartId, rendering: Rendering): Promise<SongId> {
      const part = songs.getPart(partId)
      const title = `${take.title} on ${songs.get(part.songId).title}`
      const file = join(cacheDirectory, `${newId()}.tmp.wav`)
      const input = {
        ...{ outputPath: file, samplePath: await options.decodedPath(part) },
        ...{ numbers: numbersOfGesture(gestureOf(take)), rateHz: part.sampleRateHz },
      }
      try {
        await executor.run("gesture", input, rendering)
        const job = { paths: [file], kind: "bounce", title, removeSource: true }
        const { state, songId, error } = await scheduler.finished(
          scheduler.add({ kind: importKind, title, input: job }),
        )
        if (state === "succeeded" && songId !== null) return songId
        throw new StudioError("internal", error?.message ?? `${title} could not be kept`)
      } finally {
        rmSync(file, { force: true })
      }
    },
  }
}
