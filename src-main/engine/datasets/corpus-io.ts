/** Music to learn from, out of the library or straight from a folder. */
import { basename } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { type DatasetFile, DatasetId, Licence } from "#shared/contract/datasets.ts"
import { arrangeTask, type ArrangedDataset } from "./arrange-task-io.ts"
import type { Corpus, CorpusWork } from "./corpus.ts"
import type { DatasetStore, StoredPiece } from "./dataset-store.ts"
import { findMusic } from "./find-music-io.ts"
import { decodeFrames, decodePiece } from "./pieces/piece-code.ts"
import { readAll, type ReadExecutor } from "./read-all-io.ts"
import type { ReadPiece, Unread } from "./read-task-io.ts"

/** What nobody said anything else of. */
const OWN_MUSIC: Licence = { name: "my own music", use: "private", notice: "" }

/** @throws StudioError not-found */
export function openCorpus(datasets: DatasetStore, id: DatasetId): Corpus {
  const { name, hash, licence, kind } = datasets.get(id)
  return { id, name, hash, licence, kind, works: datasets.pieces(id).map(workOf) }
}

interface ReadOptions {
  licence?: Licence | undefined
  signal?: AbortSignal | undefined
  /** Without one, files are read on this thread. */
  executor?: ReadExecutor | undefined
  /** Puts key signatures back that converters lost: see lost-keys.ts. */
  restoresKeys?: boolean | undefined
  /** 0..1 */
  progress?(fraction: number): void
}

/**
 * A folder, an archive or a file, without a library.
 * @throws StudioError not-found, invalid-input where there is no music, unreadable where none of it can be read, cancelled
 */
export async function readCorpus(path: string, options: ReadOptions = {}): Promise<Corpus> {
  const { name, pieces, unread, arranged } = await readDataset([path], options)
  if (pieces.length === 0)
    fail(
      "unreadable",
      `${basename(path)} holds nothing that can be read. ${unread[0]?.reason ?? ""}`,
    )
  const works = pieces.flatMap(({ path, code, frames }, at) => {
    const { work, split, genre } = arranged.pieces[at]!
    return split ? [workOf({ path, work, split, genre, code, frames })] : []
  })
  const { hash, kind } = arranged
  const id = DatasetId.parse(`files-${hash.slice(0, 32)}`)
  return { id, name, hash, licence: options.licence ?? OWN_MUSIC, kind, works }
}

export interface ReadDataset {
  name: string
  /** See `FoundMusic`. */
  notice: string
  pieces: ReadPiece[]
  unread: Unread[]
  /** In the order of `pieces`. */
  arranged: ArrangedDataset
}

/** What would be learnt from, and what cannot be read: nothing is kept. */
export async function readDataset(
  paths: readonly string[],
  { signal = new AbortController().signal, executor, restoresKeys, progress }: ReadOptions,
): Promise<ReadDataset> {
  const { name, sources, told, notice } = await findMusic(paths, signal)
  const pieces: ReadPiece[] = []
  const unread: Unread[] = []
  let read = 0
  await readAll(sources, {
    ...{ executor, signal, restoresKeys },
    onRead: (files) => {
      pieces.push(...files.flatMap((file) => file.pieces))
      unread.push(...files.flatMap((file) => file.unread))
      read += files.length
      progress?.(read / sources.length)
    },
  })
  pieces.sort(byPath)
  const facts = pieces.map((piece) => ({ ...piece, hasFrames: piece.frames !== null }))
  const arranged = await arrangeTask({ pieces: facts, told, unreadable: unread.length })
  return { name, notice, pieces, unread, arranged }
}

/** As the library would list them, in the order of their paths. */
export function filesOf({ pieces, unread, arranged }: ReadDataset): DatasetFile[] {
  const read = pieces.map(({ path, tally: { notes, bars } }, at): DatasetFile => {
    const { state, reason, work, split } = arranged.pieces[at]!
    return { path, state, reason, work, split, notes, bars }
  })
  const not = unread.map(({ path, reason }): DatasetFile => {
    return { path, state: "unreadable", reason, work: "", split: null, notes: 0, bars: 0 }
  })
  return [...read, ...not].sort(byPath)
}

const byPath = (one: { path: string }, other: { path: string }): number =>
  one.path < other.path ? -1 : one.path > other.path ? 1 : 0

function workOf({ path, work, split, genre, code, frames }: StoredPiece): CorpusWork {
  return {
    ...{ name: work, path, split, piece: decodePiece(code) },
    ...(frames ? { frames: decodeFrames(frames) } : {}),
    labels: genre === "" ? {} : { genre },
  }
}
