/**
 * import/audio: files become one song. Reads each into the media store, decodes, cuts and describes it, then writes
 * everything in one transaction. Stored files are checkpointed: a resumed import needs the original no more.
 */
import { rmSync } from "node:fs"
import { basename, extname } from "node:path"
import { z } from "zod"
import type { PartId, SongId } from "#shared/contract/library.ts"
import { MapSettings } from "#shared/contract/chunks.ts"
import type { ChunkSet, ChunkStore, describeTask } from "../chunks/index.ts"
import { defineJob, type JobContext } from "../jobs/index.ts"
import type {
  Database,
  LibraryEvents,
  MediaStore,
  NewPart,
  SongStore,
  StoredMedia,
} from "../library/index.ts"
import type { Clock, Executor } from "../platform/index.ts"
import type { Decoded, decodeTask } from "./decode-io.ts"

export const IMPORT_KIND = "import/audio"

const ImportInput = z.object({
  paths: z.array(z.string()).min(1),
  kind: z.enum(["song", "stems", "bounce"]),
  title: z.string().optional(),
  /** The file was made for this import, in the library's own cache. */
  removeSource: z.boolean().default(false),
})
type ImportInput = z.output<typeof ImportInput>

const Stored = z.array(z.object({ hash: z.string(), bytes: z.number() }))

interface Options {
  database: Database
  songs: SongStore
  media: MediaStore
  chunks: ChunkStore
  events: LibraryEvents
  clock: Clock
  newId(): string
  executor: Executor<{ decode: typeof decodeTask; describe: typeof describeTask }>
  /** Starts the song's first map. */
  openMap(settings: MapSettings): void
}

interface AnalysedPart {
  part: NewPart
  decoded: Decoded
  set: ChunkSet
}

/** Shares of one file's progress: reading, listening and cutting end here. */
const READ_END = 0.08
const LISTEN_END = 0.75

export function createImportJob(options: Options) {
  const inTurn = createTurns()
  return defineJob({
    kind: IMPORT_KIND,
    priority: 20,
    input: ImportInput,
    async run(context, input) {
      const stored = Stored.catch([]).parse(context.checkpoint)
      try {
        const parts: AnalysedPart[] = []
        for (const [at, path] of input.paths.entries()) {
          const report = (stage: string, fraction: number): void =>
            context.report({ stage, fraction: (at + fraction) / input.paths.length })
          const file = (stored[at] ??= await storeFile(options, context, path, report))
          context.saveCheckpoint(stored)
          const analysis = (): Promise<AnalysedPart> =>
            analyse(options, context, path, file, report)
          if (input.kind !== "song") parts.push(await inTurn(file.hash, context, analysis))
          else
            return await inTurn(file.hash, context, async () => {
              const existing = options.songs.findByMedia(file.hash)
              if (existing) return finish(context, await described(options, existing, analysis))
              return finish(context, save(options, context, input, [await analysis()]))
            })
        }
        const songId = save(options, context, input, parts)
        if (input.removeSource) for (const path of input.paths) rmSync(path, { force: true })
        return finish(context, songId)
      } catch (error) {
        // Not on cancellation by a closing engine: the next one resumes from these files.
        if (!context.signal.aborted) forget(options, stored)
        throw error
      }
    },
  })
}

/** A song that this job saved carries the job's id: any other was there before it. */
function finish(context: JobContext, songId: SongId): { songId: SongId; wasThere: boolean } {
  context.setSong(songId)
  return { songId, wasThere: String(songId) !== context.jobId }
}

/** A take that was recorded here has its part before it has chunks: they come now. */
async function described(
  { songs, chunks, events, openMap }: Options,
  songId: SongId,
  analysis: () => Promise<AnalysedPart>,
): Promise<SongId> {
  const [part] = songs.get(songId).parts
  if (!part || part.chunkCount > 0) return songId
  const { set } = await analysis()
  chunks.save(part.id, set)
  openMap(MapSettings.parse({ partIds: [part.id] }))
  events.changed()
  return songId
}

type InTurn = <T>(hash: string, context: JobContext, work: () => Promise<T>) => Promise<T>

/** Works on one file one after the other: the same file dropped twice is decoded once, and never by two at a time. */
function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return (hash, { signal }, work) => {
    const mine = (last.get(hash) ?? Promise.resolve()).then(() => {
      signal.throwIfAborted()
      return work()
    })
    const ended = mine
      .catch(() => undefined) // its own job hears of it
      .then(() => {
        if (last.get(hash) === ended) last.delete(hash)
      })
    last.set(hash, ended)
    return mine
  }
}

function storeFile(
  { media }: Options,
  { signal }: JobContext,
  path: string,
  report: (stage: string, fraction: number) => void,
): Promise<StoredMedia> {
  report("reading", 0)
  return media.store(path, {
    signal,
    onProgress: (fraction) => report("reading", fraction * READ_END),
  })
}

async function analyse(
  { media, executor, newId }: Options,
  { signal }: JobContext,
  path: string,
  { hash, bytes }: StoredMedia,
  report: (stage: string, fraction: number) => void,
): Promise<AnalysedPart> {
  const name = basename(path)
  const pcmPath = media.cachePathOf(hash, "pcm")
  const peaksPath = media.cachePathOf(hash, "peaks")
  const listening = (fraction: number): void =>
    report("listening", READ_END + fraction * (LISTEN_END - READ_END))
  const cutting = (fraction: number): void =>
    report("cutting", LISTEN_END + fraction * (1 - LISTEN_END) * 0.95)
  const decoded = await executor.run(
    "decode",
    { mediaPath: media.pathOf(hash), name, pcmPath, peaksPath },
    { signal, onProgress: listening },
  )
  const { boundsSeconds, sampleRateHz, channels, frames } = decoded
  const columns = await executor.run(
    "describe",
    { pcmPath, boundsSeconds },
    { signal, onProgress: cutting },
  )
  return {
    decoded,
    part: {
      id: newId() as PartId,
      name: nameOf(path),
      mediaHash: hash,
      mediaBytes: bytes,
      sampleRateHz,
      channels,
      frames,
      warning: decoded.warning,
    },
    set: { revision: 1, count: boundsSeconds.length - 1, boundsSeconds, ...columns },
  }
}

function save(
  options: Options,
  context: JobContext,
  input: ImportInput,
  parts: AnalysedPart[],
): SongId {
  const { database, songs, chunks, clock, events } = options
  const [first] = parts
  const [firstPath = ""] = input.paths
  // The job's id is the song's: if the process dies after this commit, the resumed job finds its work done.
  const songId = context.jobId as string as SongId
  const isSong = input.kind === "song"
  const isSaved = database
    .transaction(() => {
      if (database.prepare("SELECT 1 FROM songs WHERE id = ?").get(songId)) return false
      songs.insert({
        id: songId,
        title: input.title ?? (isSong ? titleOf(first?.decoded, firstPath) : nameOf(firstPath)),
        artist: isSong ? (first?.decoded.artist ?? "") : "",
        kind: input.kind,
        sourcePath: input.removeSource ? "" : firstPath,
        format: first?.decoded.format ?? "",
        addedAt: clock.now(),
        parts: parts.map(({ part }) => ({ ...part, name: parts.length > 1 ? part.name : "Mix" })),
      })
      for (const { part, set } of parts) chunks.save(part.id, set)
      return true
    })
    .immediate()
  if (isSaved) options.openMap(MapSettings.parse({ partIds: parts.map(({ part }) => part.id) }))
  events.changed()
  return songId
}

/** The tag's title, where there is one. */
function titleOf(decoded: Decoded | undefined, path: string): string {
  const title = decoded?.title.trim() ?? ""
  return title === "" ? nameOf(path) : title
}

const nameOf = (path: string): string => basename(path, extname(path))

/** Removes files that this failed import stored, unless something else in the library uses them. */
function forget({ songs, media }: Options, stored: StoredMedia[]): void {
  const used = new Set(songs.media().map(({ hash }) => hash))
  for (const { hash } of stored) if (!used.has(hash)) media.remove(hash)
}
