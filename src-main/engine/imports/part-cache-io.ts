/**
 * Decoded sound and peaks of the library's parts, opened on demand and made again where the cache was emptied.
 */
import { existsSync } from "node:fs"
import type { Part } from "#shared/contract/library.ts"
import { openPcm, openPeaks, type PcmReader, type PeaksReader } from "../audio/index.ts"
import type { MediaStore } from "../library/index.ts"
import type { Executor } from "../platform/index.ts"
import type { decodeTask } from "./decode-io.ts"

/** Open files per kind: enough for every part of a map, far below what a process may hold. */
const OPEN_LIMIT = 32

export type PartCache = ReturnType<typeof createPartCache>

type Recording = Pick<Part, "mediaHash" | "name">

interface Options {
  media: MediaStore
  executor: Executor<{ decode: typeof decodeTask }>
}

export function createPartCache({ media, executor }: Options) {
  const making = new Map<string, Promise<unknown>>()
  const pcm = openFiles<PcmReader>()
  const peaks = openFiles<PeaksReader>()

  const ensure = async ({ mediaHash, name }: Recording): Promise<void> => {
    const pcmPath = media.cachePathOf(mediaHash, "pcm")
    const peaksPath = media.cachePathOf(mediaHash, "peaks")
    if (existsSync(pcmPath) && existsSync(peaksPath)) return
    const running =
      making.get(mediaHash) ??
      executor
        .run("decode", { mediaPath: media.pathOf(mediaHash), name, pcmPath, peaksPath })
        .finally(() => making.delete(mediaHash))
    making.set(mediaHash, running)
    await running
  }

  return {
    /** Where the decoded sound lies, once it does. */
    async decodedPath(recording: Recording): Promise<string> {
      await ensure(recording)
      return media.cachePathOf(recording.mediaHash, "pcm")
    },
    async openPcm(part: Part): Promise<PcmReader> {
      const path = media.cachePathOf(part.mediaHash, "pcm")
      if (!pcm.has(path)) await ensure(part)
      return pcm.get(path, openPcm)
    },
    async openPeaks(part: Part): Promise<PeaksReader> {
      const path = media.cachePathOf(part.mediaHash, "peaks")
      if (!peaks.has(path)) await ensure(part)
      return peaks.get(path, openPeaks)
    },
    close(): void {
      pcm.close()
      peaks.close()
    },
  }
}

function openFiles<T extends { close(): void }>() {
  const open = new Map<string, T>()
  return {
    has: (path: string): boolean => open.has(path),
    get(path: string, openFile: (path: string) => T): T {
      const file = open.get(path) ?? openFile(path)
      open.delete(path)
      open.set(path, file) // most recently used last
      if (open.size > OPEN_LIMIT) {
        const [oldest] = open
        if (oldest) {
          open.delete(oldest[0])
          oldest[1].close()
        }
      }
      return file
    },
    close(): void {
      for (const file of open.values()) file.close()
      open.clear()
    },
  }
}
