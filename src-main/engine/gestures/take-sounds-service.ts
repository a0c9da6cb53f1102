/** Takes as sound: played on recordings of the library, off the control thread, and kept there. */
import type { Part, PartId, SongId } from "#shared/contract/index.ts"
import { gestureOf, numbersOfGesture, type GestureTake } from "#shared/gesture/index.ts"
import type { SongStore } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import type { Alignment } from "./align/align.ts"
import type { alignTask } from "./align-take-io.ts"
import { keepAsSong, type SongKeeping } from "./keep-as-song-io.ts"
import type { gestureTask } from "./render-take-io.ts"

interface Options extends SongKeeping {
  executor: Executor<{ gesture: typeof gestureTask; align: typeof alignTask }>
  songs: SongStore
  decodedPath(part: Part): Promise<string>
}

interface Rendering {
  signal: AbortSignal
  onProgress(fraction: number): void
}

export type TakeSounds = ReturnType<typeof createTakeSounds>

export function createTakeSounds(options: Options) {
  const { executor, songs } = options
  return {
    /** @throws StudioError not-found without one of the recordings, cancelled */
    async align(
      take: GestureTake,
      { recordingId, recordId }: { recordingId: PartId; recordId: PartId | null },
      signal: AbortSignal,
    ): Promise<Alignment> {
      const pathOf = (id: PartId): Promise<string> => options.decodedPath(songs.getPart(id))
      const samplePath = recordId === null ? undefined : await pathOf(recordId)
      const input = { take, recordingPath: await pathOf(recordingId), samplePath }
      return executor.run("align", input, { signal })
    },
    /**
     * Plays a take on a recording; what sounds becomes a song.
     * @throws StudioError not-found without the recording, cancelled, internal where it could not be kept
     */
    async keep(take: GestureTake, partId: PartId, rendering: Rendering): Promise<SongId> {
      const part = songs.getPart(partId)
      const title = `${take.title} on ${songs.get(part.songId).title}`
      const samplePath = await options.decodedPath(part)
      const numbers = numbersOfGesture(gestureOf(take))
      return keepAsSong(options, title, (outputPath) => {
        const input = { outputPath, samplePath, numbers, rateHz: part.sampleRateHz }
        return executor.run("gesture", input, rendering)
      })
    },
  }
}
