/** Answers chunks.* and audio.*: what a part was cut into, and how it sounds. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import type { audio, chunks as chunkContract, files, Handlers } from "#shared/contract/index.ts"
import { StudioError } from "#shared/contract/errors.ts"
import { FEATURE_COUNT } from "#shared/contract/chunks.ts"
import type { Part, SongId } from "#shared/contract/library.ts"
import type { PcmReader, PeaksReader } from "../audio/index.ts"
import type { JobStore, Scheduler } from "../jobs/index.ts"
import type { bounceTask } from "./bounce-io.ts"
import { editChunks, type EditOptions } from "./edit-service.ts"
import { exportChunks } from "./export-chunks-io.ts"
import type { Executor } from "../platform/index.ts"
import { PlaceMemory } from "./place-memory.ts"

interface Options extends Omit<EditOptions, "places"> {
  executor: EditOptions["executor"] & Executor<{ bounce: typeof bounceTask }>
  openPcm(part: Part): Promise<PcmReader>
  openPeaks(part: Part): Promise<PeaksReader>
  scheduler: Scheduler
  jobStore: JobStore
  importKind: string
  cacheDirectory: string
  newId(): string
}

type ChunkHandlers = Pick<
  Handlers<typeof chunkContract>,
  "chunks.read" | "chunks.edit" | "chunks.bounce"
> &
  Handlers<typeof audio> &
  Pick<Handlers<typeof files>, "files.exportChunks">

export function chunkHandlers(options: Options): ChunkHandlers {
  const { chunks, songs } = options
  const edits = { ...options, places: new PlaceMemory() }
  // Edits of one engine run one after the other: each builds on the revision before.
  let editing: Promise<unknown> = Promise.resolve()
  return {
    "chunks.read": ({ partId, offset, count }) => {
      const set = chunks.get(partId)
      const end = Math.min(set.count, offset + count)
      return {
        ...{ revision: set.revision, total: set.count, offset },
        boundsSeconds: set.boundsSeconds.slice(offset, end + 1),
        features: set.features.slice(offset * FEATURE_COUNT, end * FEATURE_COUNT),
        loudnessDb: set.loudnessDb.slice(offset, end),
        brightnessHz: set.brightnessHz.slice(offset, end),
        pitchHz: set.pitchHz.slice(offset, end),
        pitchConfidence: set.pitchConfidence.slice(offset, end),
      }
    },
    "chunks.edit": (input) => {
      const result = editing.then(() => editChunks(edits, input))
      editing = result.catch(() => undefined) // its caller hears of it
      return result
    },
    "chunks.bounce": (input) => bounce(options, input),
    "audio.read": async ({ partId, startFrame, frames }) => {
      const pcm = await options.openPcm(songs.getPart(partId))
      const channels = pcm.read(startFrame, Math.max(0, Math.min(frames, pcm.frames - startFrame)))
      const length = channels[0]?.length ?? 0
      const samples = new Float32Array(length * channels.length)
      for (const [at, channel] of channels.entries()) samples.set(channel, at * length)
      return { channels: pcm.channels, frames: length, samples }
    },
    "audio.peaks": async ({ partId, framesPerPeak, startFrame, peaks }) =>
      (await options.openPeaks(songs.getPart(partId))).read({ framesPerPeak, startFrame, peaks }),
    "files.exportChunks": (input, context) => exportChunks(options, input, context),
  }
}

async function bounce(
  options: Options,
  { title, path }: { title: string; path: { partId: Part["id"]; index: number }[] },
): Promise<{ songId: SongId }> {
  const { chunks, songs, executor, scheduler } = options
  const parts = new Map(
    [...new Set(path.map(({ partId }) => partId))].map((id) => [id, songs.getPart(id)]),
  )
  const pcmPaths = new Map<string, string>()
  for (const [id, part] of parts) pcmPaths.set(id, await options.decodedPath(part))
  const sets = new Map([...parts.keys()].map((id) => [id, chunks.get(id)]))
  const pieces = path.map(({ partId, index }) => {
    const bounds = sets.get(partId)?.boundsSeconds ?? new Float64Array(0)
    const [startSeconds, endSeconds] = [bounds[index], bounds[index + 1]]
    if (startSeconds === undefined || endSeconds === undefined) {
      throw new StudioError(
        "not-found",
        `There is no chunk ${index}: the part has ${bounds.length - 1}`,
      )
    }
    return { pcmPath: pcmPaths.get(partId) ?? "", startSeconds, endSeconds }
  })
  const file = join(options.cacheDirectory, `${options.newId()}.tmp.wav`)
  const removeFile = (): void => rmSync(file, { force: true })
  const rendering = executor.run("bounce", { outputPath: file, pieces })
  const input = { paths: [file], kind: "bounce", title, removeSource: true }
  const imported = rendering.then(() =>
    scheduler.finished(scheduler.add({ kind: options.importKind, title, input })),
  )
  // Not where the engine closes before: the next one goes on with the import.
  const { state, songId, error } = await imported.finally(removeFile)
  if (state !== "succeeded" || songId === null) {
    throw new StudioError("internal", error?.message ?? `${title} could not be bounced`)
  }
  return { songId }
}
