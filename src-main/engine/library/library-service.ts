/** Answers library.*: what is kept, and whether it is sound. */
import type { Handlers, library } from "#shared/contract/index.ts"
import type { Song } from "#shared/contract/library.ts"
import type { Clock } from "../platform/index.ts"
import type { Database } from "./database-store.ts"
import type { LibraryEvents } from "./library-events.ts"
import type { MediaStore } from "./media-io.ts"
import type { SongStore } from "./song-store.ts"
import { spaceOf } from "./space-io.ts"

interface Options {
  database: Database
  songs: SongStore
  media: MediaStore
  events: LibraryEvents
  clock: Clock
  libraryDirectory: string
}

const KEEP_REMOVED_MS = 30 * 24 * 3600_000

/** Ends the life of songs removed 30 days ago, with the files that only they used. */
export function purgeRemovedSongs({
  songs,
  media,
  clock,
}: Pick<Options, "songs" | "media" | "clock">): void {
  for (const hash of songs.purge(clock.now() - KEEP_REMOVED_MS)) media.remove(hash)
}

export function libraryHandlers(options: Options): Handlers<typeof library> {
  const { songs, events, clock } = options
  const setRemoved = (songId: Song["id"], at: number | null): Song => {
    songs.get(songId)
    songs.setRemoved(songId, at)
    events.changed()
    return songs.get(songId)
  }
  return {
    "library.list": ({ search, tag, removed }) =>
      songs
        .list()
        .filter((song) => (song.removedAt !== null) === removed && matches(song, search, tag)),
    "library.song": ({ songId }) => songs.get(songId),
    "library.update": ({ songId, title, artist, tags }) => {
      const song = songs.get(songId)
      songs.update({
        ...song,
        title: title ?? song.title,
        artist: artist ?? song.artist,
        tags: tags ? [...new Set(tags)] : song.tags,
      })
      events.changed()
      return songs.get(songId)
    },
    "library.remove": ({ songId }) => void setRemoved(songId, clock.now()),
    "library.restore": ({ songId }) => setRemoved(songId, null),
    "library.space": (_input, { signal }) => spaceOf(options.libraryDirectory, signal),
    "library.verify": (_input, { signal }) => verify(options, signal),
    "library.changes": (_input, { signal, progress }) => {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      const unsubscribe = events.subscribe((revision) => progress({ revision }))
      progress({ revision: 0 })
      signal.addEventListener("abort", () => {
        unsubscribe()
        resolve(undefined)
      })
      return promise
    },
  }
}

function matches(song: Song, search: string, tag: string | undefined): boolean {
  if (tag !== undefined && !song.tags.includes(tag)) return false
  const text = [song.title, song.artist, ...song.tags].join(" ").toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Checks the database's own structure, then every media file against its name, which is its sha-256. */
async function verify({ database, songs, media }: Options, signal: AbortSignal) {
  const problems: { what: string; reason: string }[] = []
  const integrity = database.pragma("integrity_check") as { integrity_check: string }[]
  for (const { integrity_check } of integrity) {
    if (integrity_check !== "ok") problems.push({ what: "library.sqlite", reason: integrity_check })
  }
  for (const row of database.pragma("foreign_key_check") as { table: string }[]) {
    problems.push({ what: row.table, reason: "a row points to something that is not there" })
  }
  const rows = songs.media()
  for (const { hash, bytes } of rows) {
    signal.throwIfAborted()
    const reason = await checkFile(media, hash, bytes)
    if (reason) problems.push({ what: `media/${hash}`, reason })
  }
  return {
    songs: songs.list().filter((song) => song.removedAt === null).length,
    mediaFiles: rows.length,
    bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    problems,
  }
}

async function checkFile(
  media: MediaStore,
  hash: string,
  bytes: number,
): Promise<string | undefined> {
  const size = media.sizeOf(hash)
  if (size === undefined) return "the file is missing"
  if (size !== bytes) return `the file has ${size} bytes instead of ${bytes}`
  return (await media.digest(hash)) === hash ? undefined : "the file's content has changed"
}
