/** Answers takes.*: recordings are written as they come, and become parts of the library when they end. */
import { join } from "node:path"
import type { FinishedTake, Handlers, PartId, SongId, takes } from "#shared/contract/index.ts"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"
import { MOST_TAKE_SAMPLES, type Take, type TakeId } from "#shared/contract/takes.ts"
import type { Database, LibraryEvents, MediaStore, SongStore } from "../library/index.ts"
import type { Clock } from "../platform/index.ts"
import { TakeFile } from "./take-file-io.ts"
import { createTakeFolder, type TakeFolder } from "./take-folder-io.ts"
import { createTurns, type InTurn } from "./turns.ts"

interface Options {
  database: Database
  songs: SongStore
  media: MediaStore
  events: LibraryEvents
  clock: Clock
  libraryDirectory: string
  /** Looks into a file of the library that was not yet cut into chunks. */
  analyse(path: string, title: string): void
}

interface Open {
  take: Take
  file: TakeFile
}

export interface TakeService {
  handlers: Handlers<typeof takes>
  close(): Promise<void>
}

export function createTakeService(options: Options): TakeService {
  const folder = createTakeFolder(join(options.libraryDirectory, "recordings"))
  const open = new Map<TakeId, Promise<Open>>()
  const inTurn = createTurns()

  /** A take that was begun in an engine that is gone is opened where it stands. */
  const opened = (takeId: TakeId): Promise<Open> => {
    const known = open.get(takeId)
    if (known) return known
    const take = folder.get(takeId)
    const opening = TakeFile.reopen(folder.wavOf(takeId), take).then((file) => ({ take, file }))
    open.set(takeId, opening)
    opening.catch(() => open.delete(takeId))
    return opening
  }
  const finish = async (take: Take): Promise<FinishedTake | null> => {
    const { id } = take
    if (folder.hasWav(id)) {
      const { file } = await opened(id)
      open.delete(id)
      await file.close()
      if (file.frames === 0) {
        folder.remove(id)
        return null
      }
      await keep(options, folder, take, file.frames)
    }
    return { take, part: options.songs.getPart(id as string as PartId) }
  }

  return {
    handlers: {
      "takes.begin": async ({ take }) => {
        await inTurn(take.id, async () => {
          open.set(take.id, Promise.resolve({ take, file: await begin(folder, take) }))
        })
      },
      "takes.append": ({ takeId, atFrame, samples }) =>
        inTurn(takeId, async () => {
          if (samples.length > MOST_TAKE_SAMPLES)
            fail("invalid-input", `${samples.length} samples of a take are too many for one call`)
          const { take, file } = await opened(takeId)
          await append(folder, take, file, atFrame, samples)
          return { frames: file.frames }
        }),
      "takes.finish": ({ takeId }) => inTurn(takeId, () => finish(folder.get(takeId))),
      "takes.pending": async ({ projectId }) => {
        const found: FinishedTake[] = []
        for (const take of folder.all()) {
          if (take.place.projectId !== projectId) continue
          const finished = await inTurn(take.id, () => finish(take))
          if (finished) found.push(finished)
        }
        return found
      },
      ...clipHandlers(folder, inTurn),
      "takes.forget": ({ takeId }) => inTurn(takeId, async () => folder.remove(takeId)),
    },
    async close() {
      const files = await Promise.allSettled(open.values())
      open.clear()
      for (const one of files) if (one.status === "fulfilled") await one.value.file.close()
    },
  }
}

/** Of a take that has no room on the disk nothing stays. */
async function begin(folder: TakeFolder, take: Take): Promise<TakeFile> {
  await folder.add(take)
  try {
    return await TakeFile.create(folder.wavOf(take.id), take)
  } catch (error) {
    if (toStudioError(error).code === "disk-full") folder.remove(take.id)
    throw error
  }
}

function clipHandlers(
  folder: TakeFolder,
  inTurn: InTurn,
): Pick<Handlers<typeof takes>, "takes.keepClip" | "takes.pendingClips"> {
  return {
    "takes.keepClip": (kept) => inTurn(kept.takeId, () => folder.keepClip(kept)),
    "takes.pendingClips": ({ projectId }) =>
      folder.clips().filter((kept) => kept.projectId === projectId),
  }
}

async function append(
  folder: TakeFolder,
  take: Take,
  file: TakeFile,
  atFrame: number,
  samples: Float32Array,
): Promise<void> {
  if (samples.length % take.channels !== 0)
    fail("invalid-input", `${samples.length} samples do not make whole frames of a take`)
  try {
    await file.append(atFrame, samples)
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== "disk-full") throw error
    folder.giveReserve(take.id)
    const kept = clockText(file.frames / take.rateHz)
    throw new StudioError("disk-full", `The disk is full. The recording up to ${kept} is kept.`, {
      cause: error,
    })
  }
}

/**
 * Into the library, without a second copy: the disk may be full. The row comes first, since a file that no row names is
 * removed when the engine starts; ended twice, the same happens again.
 */
async function keep(
  { songs, media, database, events, clock, analyse }: Options,
  folder: TakeFolder,
  { id, name, rateHz, channels }: Take,
  frames: number,
): Promise<void> {
  const path = folder.wavOf(id)
  const { hash, bytes } = await media.digestOf(path)
  const songId = id as string as SongId
  const part = {
    ...{ id: id as string as PartId, name: "Take", mediaHash: hash, mediaBytes: bytes },
    ...{ sampleRateHz: rateHz, channels, frames, warning: "" },
  }
  const song = { id: songId, title: name, artist: "", kind: "song", sourcePath: "" } as const
  database
    .transaction(() => {
      if (database.prepare("SELECT 1 FROM songs WHERE id = ?").get(songId)) return
      songs.insert({ ...song, format: "wav", addedAt: clock.now(), parts: [part] })
      songs.update({ ...songs.get(songId), tags: ["recording"] })
    })
    .immediate()
  media.adopt(path, hash)
  folder.removeSound(id)
  events.changed()
  analyse(media.pathOf(hash), name)
}

function clockText(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`
}
