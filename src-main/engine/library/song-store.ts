/** Songs, their parts and the media they point to. SQL only. */
import { type PartId, Song, type SongId } from "#shared/contract/library.ts"
import { fail } from "#shared/contract/errors.ts"
import type { Database } from "./database-store.ts"

export interface NewPart {
  id: PartId
  name: string
  mediaHash: string
  mediaBytes: number
  sampleRateHz: number
  channels: number
  frames: number
  warning: string
}
export interface NewSong {
  id: SongId
  title: string
  artist: string
  kind: Song["kind"]
  sourcePath: string
  format: string
  addedAt: number
  parts: NewPart[]
}

interface SongRow {
  id: string
  title: string
  artist: string
  kind: string
  source_path: string
  format: string
  tags: string
  added_at: number
  removed_at: number | null
  has_map: number
}
interface PartRow {
  id: string
  song_id: string
  name: string
  media_hash: string
  sample_rate_hz: number
  channels: number
  frames: number
  warning: string
  chunk_count: number
}

export type SongStore = ReturnType<typeof createSongStore>

export function createSongStore(database: Database) {
  const songColumns = `id, title, artist, kind, source_path, format, tags, added_at, removed_at,
    EXISTS (SELECT 1 FROM maps JOIN map_parts ON map_id = maps.id JOIN parts ON parts.id = part_id
            WHERE song_id = songs.id AND state = 'ready') AS has_map`
  const all = database.prepare(
    `SELECT ${songColumns} FROM songs ORDER BY added_at DESC, rowid DESC`,
  )
  const one = database.prepare(`SELECT ${songColumns} FROM songs WHERE id = ?`)
  const partColumns = `parts.id, song_id, name, media_hash, sample_rate_hz, channels, frames, warning,
    COALESCE((SELECT count FROM chunk_sets WHERE part_id = parts.id), 0) AS chunk_count`
  const allParts = database.prepare(`SELECT ${partColumns} FROM parts ORDER BY song_id, position`)
  const partsOf = database.prepare(
    `SELECT ${partColumns} FROM parts WHERE song_id = ? ORDER BY position`,
  )
  const onePart = database.prepare(`SELECT ${partColumns} FROM parts WHERE id = ?`)
  const insertMedia = database.prepare("INSERT OR IGNORE INTO media (hash, bytes) VALUES (?, ?)")
  const insertSong = database.prepare(
    `INSERT INTO songs (id, title, artist, kind, source_path, format, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertPart = database.prepare(
    `INSERT INTO parts (id, song_id, position, name, media_hash, sample_rate_hz, channels, frames, warning)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare("UPDATE songs SET title = ?, artist = ?, tags = ? WHERE id = ?")
  const setRemoved = database.prepare("UPDATE songs SET removed_at = ? WHERE id = ?")
  const songByMedia = database.prepare(
    `SELECT songs.id FROM songs JOIN parts ON song_id = songs.id
     WHERE media_hash = ? AND kind = 'song' AND removed_at IS NULL LIMIT 1`,
  )

  const get = (songId: SongId): Song => {
    const row = one.get(songId) as SongRow | undefined
    return row
      ? toSong(row, partsOf.all(songId) as PartRow[])
      : fail("not-found", `No song has the id ${songId}`)
  }

  return {
    list(): Song[] {
      const parts = Map.groupBy(allParts.all() as PartRow[], (part) => part.song_id)
      return (all.all() as SongRow[]).map((row) => toSong(row, parts.get(row.id) ?? []))
    },
    get,
    getPart(partId: PartId): Song["parts"][number] {
      const row = onePart.get(partId) as PartRow | undefined
      return row ? toPart(row) : fail("not-found", `No part has the id ${partId}`)
    },
    /** The kept song made of this one file, if there is one. */
    findByMedia(hash: string): SongId | undefined {
      return (songByMedia.get(hash) as { id: SongId } | undefined)?.id
    },
    insert(song: NewSong): void {
      insertSong.run(
        song.id,
        song.title,
        song.artist,
        song.kind,
        song.sourcePath,
        song.format,
        song.addedAt,
      )
      for (const [position, part] of song.parts.entries()) {
        insertMedia.run(part.mediaHash, part.mediaBytes)
        insertPart.run(
          ...[part.id, song.id, position, part.name, part.mediaHash],
          ...[part.sampleRateHz, part.channels, part.frames, part.warning],
        )
      }
    },
    update(song: Song): void {
      update.run(song.title, song.artist, JSON.stringify(song.tags), song.id)
    },
    setRemoved(songId: SongId, removedAt: number | null): void {
      setRemoved.run(removedAt, songId)
    },
    /** Deletes songs removed before `before` and returns the media files that nothing points to any more. */
    purge(before: number): string[] {
      database
        .prepare("DELETE FROM songs WHERE removed_at IS NOT NULL AND removed_at < ?")
        .run(before)
      const orphans = database
        .prepare(
          `DELETE FROM media WHERE NOT EXISTS (SELECT 1 FROM parts WHERE media_hash = hash)
           RETURNING hash`,
        )
        .all() as { hash: string }[]
      return orphans.map(({ hash }) => hash)
    },
    media(): { hash: string; bytes: number }[] {
      return database.prepare("SELECT hash, bytes FROM media ORDER BY hash").all() as {
        hash: string
        bytes: number
      }[]
    },
  }
}

function toPart(row: PartRow): Song["parts"][number] {
  return {
    id: row.id as PartId,
    songId: row.song_id as SongId,
    name: row.name,
    mediaHash: row.media_hash,
    sampleRateHz: row.sample_rate_hz,
    channels: row.channels,
    frames: row.frames,
    durationSeconds: row.frames / row.sample_rate_hz,
    chunkCount: row.chunk_count,
    warning: row.warning,
  }
}

function toSong(row: SongRow, partRows: PartRow[]): Song {
  const parts = partRows.map(toPart)
  return {
    id: row.id as SongId,
    title: row.title,
    artist: row.artist,
    kind: Song.shape.kind.parse(row.kind),
    durationSeconds: Math.max(0, ...parts.map((part) => part.durationSeconds)),
    tags: Song.shape.tags.parse(JSON.parse(row.tags)),
    sourcePath: row.source_path,
    format: row.format,
    addedAt: row.added_at,
    removedAt: row.removed_at,
    hasMap: row.has_map === 1,
    parts,
  }
}
