/** Writes chunks as wav files: one a chunk, named by song, part and number. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { setImmediate } from "node:timers/promises"
import type { ChunksOfParts } from "#shared/contract/chunks.ts"
import { StudioError, toStudioError } from "#shared/contract/errors.ts"
import type { Part } from "#shared/contract/library.ts"
import { type PcmReader, writeWav } from "../audio/index.ts"
import type { SongStore } from "../library/index.ts"
import { makeFolder } from "../platform/node/folder-io.ts"
import type { ChunkStore } from "./chunk-store.ts"

interface Options {
  chunks: ChunkStore
  songs: SongStore
  openPcm(part: Part): Promise<PcmReader>
}

/** @throws StudioError conflict where a file is there already, disk-full, not-found where a chunk is not there */
export async function exportChunks(
  { chunks, songs, openPcm }: Options,
  { parts, directory }: { parts: ChunksOfParts; directory: string },
  {
    signal,
    progress,
  }: {
    signal: AbortSignal
    progress(told: { written: number; total: number }): void
  },
): Promise<{ written: number }> {
  const wanted = parts.map(({ partId, indices }) => {
    const { count, boundsSeconds } = chunks.get(partId)
    const all = indices ?? Array.from({ length: count }, (_, index) => index)
    return { part: songs.getPart(partId), count, boundsSeconds, indices: all }
  })
  const total = wanted.reduce((sum, { indices }) => sum + indices.length, 0)
  const names = namesOf(
    songs,
    wanted.map(({ part }) => part),
  )
  makeFolder(directory)
  let written = 0
  for (const [at, { part, count, boundsSeconds, indices }] of wanted.entries()) {
    const pcm = await openPcm(part)
    for (const index of indices) {
      signal.throwIfAborted()
      const { start, frames } = frameRange(boundsSeconds, index, pcm)
      const number = String(index + 1).padStart(String(count).length, "0")
      const file = join(directory, `${names[at]} ${number}.wav`)
      if (existsSync(file))
        throw new StudioError("conflict", `${file} is there already: choose an empty folder`)
      const channels = pcm.read(start, frames)
      try {
        writeWav(file, { sampleRateHz: pcm.sampleRateHz, channels, sampleFormat: "float32" })
      } catch (error) {
        const { code } = toStudioError(error)
        const done = `${written} of ${total} chunks were written to ${directory}`
        throw code === "disk-full" ? new StudioError(code, `The disk is full: ${done}`) : error
      }
      written += 1
      progress({ written, total })
      if (written % 32 === 0) await setImmediate() // keep answering other calls
    }
  }
  return { written }
}

/** A stem says which it is; two songs of one title are told apart by a number. */
function namesOf(songs: SongStore, parts: readonly Part[]): string[] {
  const taken = new Set<string>()
  return parts.map((part) => {
    const song = songs.get(part.songId)
    const name = safeName(song.parts.length > 1 ? `${song.title} ${part.name}` : song.title)
    let free = name
    for (let number = 2; taken.has(free); number++) free = `${name} (${number})`
    taken.add(free)
    return free
  })
}

function frameRange(
  boundsSeconds: Float64Array,
  index: number,
  { frames, sampleRateHz }: PcmReader,
) {
  const from = boundsSeconds[index]
  const to = boundsSeconds[index + 1]
  if (from === undefined || to === undefined) {
    throw new StudioError(
      "not-found",
      `There is no chunk ${index}: the part has ${boundsSeconds.length - 1}`,
    )
  }
  const start = Math.round(from * sampleRateHz)
  return { start, frames: Math.max(1, Math.min(frames, Math.round(to * sampleRateHz)) - start) }
}

const safeName = (title: string): string =>
  title.replace(/[^\p{L}\p{N} ._()+-]/gu, "_").slice(0, 100)
