/** Datasets in the library's database: pieces as they are read, and all that is known of a set once it is whole. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import {
  Dataset,
  type DatasetFile,
  type DatasetId,
  DatasetStatistics,
  Licence,
  type Split,
} from "#shared/contract/datasets.ts"
import type { Database } from "../library/index.ts"
import type { ArrangedDataset, FactsOfPiece } from "./arrange-task-io.ts"
import type { Tally } from "./pieces/tally.ts"
import type { ReadFile } from "./read-task-io.ts"

export interface NewDataset {
  id: DatasetId
  name: string
  licence: Licence
  /** Unix milliseconds. */
  createdAt: number
}

export interface StoredPiece {
  path: string
  work: string
  split: Split
  genre: string
  /** See `decodePiece`, `decodeFrames`. */
  code: Uint8Array
  frames: Uint8Array | null
}

interface Row {
  id: DatasetId
  name: string
  licence: string
  created_at: number
  summary: string
}

interface PieceRow {
  path: string
  title: string
  state: DatasetFile["state"]
  reason: string
  work: string
  split: Split | null
  content: string
  tally: string | null
  sketch: Uint8Array | null
  hasFrames: number
}

const Summary = Dataset.pick({
  ...{ hash: true, kind: true, files: true, works: true, notes: true, seconds: true },
})

export type DatasetStore = ReturnType<typeof createDatasetStore>

export function createDatasetStore(database: Database) {
  const whole = "summary IS NOT NULL"
  const all = database.prepare<[], Row>(
    `SELECT id, name, licence, created_at, summary FROM datasets WHERE ${whole} ORDER BY created_at DESC, id`,
  )
  const one = database.prepare<[string], Row>(
    `SELECT id, name, licence, created_at, summary FROM datasets WHERE id = ? AND ${whole}`,
  )
  const statistics = database.prepare<[string], { statistics: string }>(
    "SELECT statistics FROM datasets WHERE id = ?",
  )
  const begin = database.prepare(
    "INSERT OR IGNORE INTO datasets (id, name, licence, created_at) VALUES (@id, @name, @licence, @createdAt)",
  )
  // What a file itself says of its split waits in `split` until the set is whole.
  const addPiece = database.prepare(
    `INSERT OR REPLACE INTO dataset_pieces (dataset_id, path, file, title, state, split, content, tally, code, frames, sketch)
     VALUES (@id, @path, @file, @title, 'read', @given, @content, @tally, @code, @frames, @sketch)`,
  )
  const addUnread = database.prepare(
    `INSERT OR REPLACE INTO dataset_pieces (dataset_id, path, file, state, reason)
     VALUES (@id, @path, @file, 'unreadable', @reason)`,
  )
  const rows = database.prepare<[string], PieceRow>(
    `SELECT path, title, state, reason, work, split, content, tally, sketch, frames IS NOT NULL AS hasFrames
     FROM dataset_pieces WHERE dataset_id = ? ORDER BY path`,
  )
  const settle = database.prepare(
    `UPDATE dataset_pieces SET state = @state, reason = @reason, work = @work, split = @split, genre = @genre, sketch = NULL
     WHERE dataset_id = @id AND path = @path`,
  )
  const finish = database.prepare(
    "UPDATE datasets SET summary = @summary, statistics = @statistics WHERE id = @id",
  )
  const learnt = database.prepare<[string], StoredPiece>(
    `SELECT path, work, split, genre, code, frames FROM dataset_pieces
     WHERE dataset_id = ? AND split IS NOT NULL ORDER BY path`,
  )
  const code = database.prepare<[string, string], { code: Uint8Array | null }>(
    "SELECT code FROM dataset_pieces WHERE dataset_id = ? AND path = ?",
  )
  const change = database.prepare(
    "UPDATE datasets SET name = @name, licence = @licence WHERE id = @id",
  )

  const get = (id: string): Dataset => {
    const row = one.get(id)
    return row ? datasetOf(row) : fail("not-found", "This dataset is not there")
  }
  return {
    get,
    list: (): Dataset[] => all.all().map(datasetOf),
    has: (id: string): boolean => one.get(id) !== undefined,
    /** One that is begun again goes on where it was. */
    begin({ licence, ...dataset }: NewDataset): void {
      begin.run({ ...dataset, licence: JSON.stringify(licence) })
    },
    /** Files that were read already, by their paths. */
    filesOf: (id: string): Set<string> =>
      new Set(
        database
          .prepare<[string], { file: string }>(
            "SELECT DISTINCT file FROM dataset_pieces WHERE dataset_id = ?",
          )
          .all(id)
          .map(({ file }) => file),
      ),
    /** In one transaction: a file is there with all its pieces, or not at all. */
    add: database.transaction((id: DatasetId, files: readonly ReadFile[]) => {
      for (const { path: file, pieces, unread } of files) {
        for (const { path, reason } of unread) addUnread.run({ id, path, file, reason })
        for (const { path, title, given, content, tally, code, frames, sketch } of pieces)
          addPiece.run({
            ...{ id, path, file, title, given, content, code, frames },
            tally: JSON.stringify(tally),
            sketch: new Uint8Array(sketch.buffer, sketch.byteOffset, sketch.byteLength),
          })
      }
    }).immediate,
    /** Of one that is not whole yet: what was read, in the order of the paths. */
    facts(id: DatasetId): { pieces: FactsOfPiece[]; unreadable: number } {
      const found = rows.all(id)
      const read = found.filter(({ state }) => state !== "unreadable")
      return { pieces: read.map(factsOf), unreadable: found.length - read.length }
    },
    /** @param paths of the pieces, in the order of `facts` */
    finish: database.transaction(
      (id: DatasetId, paths: readonly string[], dataset: ArrangedDataset) => {
        for (const [at, piece] of dataset.pieces.entries())
          settle.run({ id, path: paths[at], ...piece })
        finish.run({
          ...{ id, statistics: JSON.stringify(dataset.statistics) },
          summary: JSON.stringify(Summary.parse(dataset)),
        })
      },
    ).immediate,
    /** Also of one that is not whole yet. */
    unread: (id: DatasetId): DatasetFile[] =>
      rows
        .all(id)
        .filter(({ state }) => state === "unreadable")
        .map(fileOf),
    /** In the order of their paths. @param most of each state @throws StudioError not-found */
    files: (id: DatasetId, most = Infinity): DatasetFile[] => {
      const left = new Map<DatasetFile["state"], number>()
      return rows
        .all(get(id).id)
        .filter(({ state }) => {
          left.set(state, (left.get(state) ?? most) - 1)
          return left.get(state)! >= 0
        })
        .map(fileOf)
    },
    /** @throws StudioError not-found */
    statistics: (id: DatasetId): DatasetStatistics =>
      DatasetStatistics.parse(JSON.parse(statistics.get(get(id).id)!.statistics)),
    /** What is learnt from, in the order of the paths. */
    pieces: (id: DatasetId): StoredPiece[] => learnt.all(id),
    /** @throws StudioError not-found */
    code: (id: DatasetId, path: string): Uint8Array =>
      code.get(get(id).id, path)?.code ?? fail("not-found", `${path} could not be read`),
    /** @throws StudioError not-found */
    change(id: DatasetId, { name, licence }: { name?: string; licence?: Licence }): void {
      const before = get(id)
      const after = { name: name ?? before.name, licence: licence ?? before.licence }
      change.run({ id, name: after.name, licence: JSON.stringify(after.licence) })
    },
    remove: (id: DatasetId): void =>
      void database.prepare("DELETE FROM datasets WHERE id = ?").run(id),
    /** Forgets what was begun and is not whole. */
    purgeUnfinished: (): void =>
      void database.prepare("DELETE FROM datasets WHERE summary IS NULL").run(),
  }
}

function datasetOf({ id, name, licence, created_at: createdAt, summary }: Row): Dataset {
  const known = Summary.parse(JSON.parse(summary))
  return { id, name, licence: Licence.parse(JSON.parse(licence)), createdAt, ...known }
}

const Counts = z.object({ notes: z.int(), bars: z.int() })

function fileOf({ path, state, reason, work, split, tally }: PieceRow): DatasetFile {
  const { notes, bars } = tally === null ? { notes: 0, bars: 0 } : Counts.parse(JSON.parse(tally))
  return { path, state, reason, work, split, notes, bars }
}

function factsOf({
  path,
  title,
  content,
  split,
  tally,
  sketch,
  hasFrames,
}: PieceRow): FactsOfPiece {
  return {
    ...{ path, title, content, given: split, hasFrames: hasFrames !== 0 },
    tally: JSON.parse(tally!) as Tally,
    sketch: new Uint32Array(new Uint8Array(sketch ?? []).buffer),
  }
}
