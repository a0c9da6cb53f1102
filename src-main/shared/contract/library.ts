/** Songs, their parts and the files behind them. */
import { z } from "zod"
import { feed, procedure } from "./rpc.ts"

export const SongId = z.string().min(1).brand<"SongId">()
export type SongId = z.infer<typeof SongId>
export const PartId = z.string().min(1).brand<"PartId">()
export type PartId = z.infer<typeof PartId>

/** A part is one audio file of a song: the whole mix, or one stem. */
export const Part = z.object({
  id: PartId,
  songId: SongId,
  name: z.string(),
  mediaHash: z.string(),
  sampleRateHz: z.number(),
  channels: z.int(),
  frames: z.int(),
  durationSeconds: z.number(),
  chunkCount: z.int(),
  warning: z.string().describe("what is wrong with its file although it could be read, or empty"),
})
export type Part = z.infer<typeof Part>

export const Song = z.object({
  id: SongId,
  title: z.string(),
  artist: z.string(),
  /** song: one file; stems: several parts; bounce: made here from a path through a map. */
  kind: z.enum(["song", "stems", "bounce"]),
  durationSeconds: z.number(),
  tags: z.array(z.string()),
  sourcePath: z.string(),
  format: z.string(),
  addedAt: z.number().describe("Unix milliseconds"),
  removedAt: z.number().nullable().describe("Unix milliseconds, null while the song is kept"),
  hasMap: z.boolean(),
  parts: z.array(Part),
})
export type Song = z.infer<typeof Song>

export const Problem = z.object({
  what: z.string().describe("the file or row that is wrong"),
  reason: z.string(),
})

export const LibrarySpace = z.object({
  folder: z.string().describe("for a person to read"),
  freeBytes: z.number().describe("of its disk"),
  /** learning: models and what their runs keep; cache: what is made again when it is needed. */
  parts: z.array(
    z.object({ kind: z.enum(["recordings", "learning", "cache", "rest"]), bytes: z.number() }),
  ),
})
export type LibrarySpace = z.infer<typeof LibrarySpace>

export const library = {
  "library.list": procedure({
    input: z.object({
      search: z.string().default("").describe("words in title, artist or tags"),
      tag: z.string().optional(),
      removed: z.boolean().default(false).describe("list the removed songs instead"),
    }),
    output: z.array(Song),
  }),
  "library.song": procedure({ input: z.object({ songId: SongId }), output: Song }),
  "library.update": procedure({
    input: z.object({
      songId: SongId,
      title: z.string().min(1).optional(),
      artist: z.string().optional(),
      tags: z.array(z.string().min(1).max(60)).max(50).optional(),
    }),
    output: Song,
  }),
  /** Hides the song; its files stay for 30 days, until then `library.restore` brings it back. */
  "library.remove": procedure({ input: z.object({ songId: SongId }), output: z.void() }),
  "library.restore": procedure({ input: z.object({ songId: SongId }), output: Song }),
  "library.verify": procedure({
    input: z.object({}),
    output: z.object({
      songs: z.int(),
      mediaFiles: z.int(),
      bytes: z.number(),
      problems: z.array(Problem),
    }),
  }),
  /** Where it lies and how large it is. */
  "library.space": procedure({ input: z.object({}), output: LibrarySpace }),
  /** An event whenever songs, parts, chunks or maps change: refetch what you show. */
  "library.changes": feed({
    input: z.object({}),
    event: z.object({ revision: z.int() }),
  }),
}
