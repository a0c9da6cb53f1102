/**
 * Recordings that a project carries in its own file, so that it can go to another machine as one. Piece by piece, in short
 * transactions: the document can be written meanwhile, and a process that is killed leaves at most a recording that is begun.
 */
import { createHash } from "node:crypto"
import {
  closeSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs"
import { basename, join } from "node:path"
import { setImmediate } from "node:timers/promises"
import type BetterSqlite3 from "better-sqlite3"
import { fail } from "#shared/contract/errors.ts"
import { entitiesOf, type Project } from "#shared/project/index.ts"
import { audioEnding, isAudioPath } from "../audio/index.ts"
import { makeFolder } from "../platform/node/folder-io.ts"
import type { MediaPath } from "./dawproject-io.ts"
import { fileName } from "./file-name.ts"
import { checkFolderTarget } from "./target-io.ts"
import { closeDatabase, explained, openDatabase } from "./project-database-store.ts"

export interface Collected {
  sha256: string
  name: string
  bytes: number
}

const PIECE_BYTES = 1 << 20
const PIECES_AT_ONCE = 16

/** Older files have none. A recording has its row when all its pieces are there. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS recordings (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS recording_pieces (sha256 TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, number)) STRICT, WITHOUT ROWID;
`

/** What a project's file carries. @throws StudioError as `openProjectFile` */
export function collectedIn(path: string): Collected[] {
  const database = openDatabase(path, true)
  try {
    return hasRecordings(database) ? read(database) : []
  } catch (error) {
    throw explained(error, path)
  } finally {
    closeDatabase(database)
  }
}

/**
 * Makes a project's file carry the project's recordings: what is there already stays, what the project no longer names goes.
 * @returns what it carries now, and the names of recordings that neither it nor the library has
 * @throws StudioError disk-full, read-only, unreadable where a recording is not what its name in the library says
 */
export async function collectRecordings(
  path: string,
  { project, mediaPath }: { project: Project; mediaPath: MediaPath },
  { signal, onProgress }: { signal: AbortSignal; onProgress(fraction: number): void },
): Promise<{ carried: Collected[]; missing: string[] }> {
  const named = new Map(entitiesOf(project.media).map(({ sha256, name }) => [sha256, name]))
  const database = openDatabase(path, false)
  try {
    database.exec(TABLES)
    forgetOthers(database, [...named.keys()])
    for (const { sha256 } of read(database)) named.delete(sha256)
    const coming = [...named].flatMap(([sha256, name]) => {
      const file = mediaPath(sha256)
      return file === undefined ? [] : [{ sha256, name, file, bytes: statSync(file).size }]
    })
    const total = coming.reduce((sum, { bytes }) => sum + bytes, 0)
    let before = 0
    for (const each of coming) {
      const onBytes = (bytes: number): void => onProgress((before + bytes) / Math.max(1, total))
      await add(database, each, { signal, onBytes })
      before += each.bytes
      named.delete(each.sha256)
    }
    return { carried: read(database), missing: [...named.values()] }
  } catch (error) {
    throw explained(error, path)
  } finally {
    closeDatabase(database)
  }
}

/**
 * Writes carried recordings into a folder, under their names; the ending follows from what they are.
 * @returns the files, in the order of what was asked for
 * @throws StudioError unreadable where the project's file is damaged
 */
export async function extractCollected(
  path: string,
  wanted: readonly Collected[],
  folder: string,
): Promise<string[]> {
  checkFolderTarget(folder)
  makeFolder(folder)
  const database = openDatabase(path, true)
  const files: string[] = []
  try {
    for (const { sha256, name } of wanted) {
      const temporary = join(folder, `${sha256}.tmp`)
      if ((await write(database, sha256, temporary)) !== sha256) {
        rmSync(temporary, { force: true })
        fail("unreadable", `${basename(path)} is damaged: ${name} in it is not whole`)
      }
      const target = freePath(folder, fileName(name), audioEnding(temporary))
      renameSync(temporary, target)
      files.push(target)
    }
    return files
  } catch (error) {
    throw explained(error, path)
  } finally {
    closeDatabase(database)
  }
}

/**
 * Brings recordings that a project's file carries, and the library lacks, out of it. What was brought out before and is in
 * the library now is removed: it would lie there twice.
 * @returns the folders that hold them; those of before are taken again
 */
export async function unpackCarried(
  path: string,
  folder: string,
  has: (sha256: string) => boolean,
): Promise<string[]> {
  const folders: string[] = []
  for (const recording of collectedIn(path)) {
    const own = join(folder, recording.sha256.slice(0, 16))
    if (has(recording.sha256)) {
      rmSync(own, { recursive: true, force: true })
      continue
    }
    if (!existsSync(own)) await extractCollected(path, [recording], own)
    folders.push(own)
  }
  return folders
}

/** @returns the SHA-256 of what was written */
async function write(
  database: BetterSqlite3.Database,
  sha256: string,
  target: string,
): Promise<string> {
  const read = database.prepare<[string, number], { data: Buffer }>(
    "SELECT data FROM recording_pieces WHERE sha256 = ? AND number = ?",
  )
  const digest = createHash("sha256")
  const file = openSync(target, "w")
  try {
    for (let number = 0; ; number++) {
      const piece = read.get(sha256, number)
      if (!piece) return digest.digest("hex")
      digest.update(piece.data)
      writeSync(file, piece.data)
      if (number % PIECES_AT_ONCE === 0) await setImmediate()
    }
  } finally {
    closeSync(file)
  }
}

function freePath(folder: string, name: string, ending: string): string {
  const stem = isAudioPath(name) ? name.slice(0, name.lastIndexOf(".")) : name
  for (let number = 1; ; number++) {
    const path = join(folder, `${stem}${number === 1 ? "" : ` ${number}`}.${ending}`)
    if (!existsSync(path)) return path
  }
}

/** Takes what one project's file carries over into another, some pieces at a time: hours of sound keep nobody waiting. */
export async function carryOver(from: string, to: string): Promise<void> {
  const recordings = collectedIn(from)
  if (recordings.length === 0) return
  const database = openDatabase(to, false)
  try {
    database.exec(TABLES)
    database.prepare("ATTACH ? AS old").run(from)
    const some = database.prepare(
      "INSERT INTO main.recording_pieces SELECT * FROM old.recording_pieces WHERE sha256 = ? AND number >= ? AND number < ?",
    )
    for (const { sha256, name, bytes } of recordings) {
      for (let number = 0; ; number += PIECES_AT_ONCE) {
        if (some.run(sha256, number, number + PIECES_AT_ONCE).changes === 0) break
        await setImmediate()
      }
      addRow(database, { sha256, name, bytes })
    }
  } catch (error) {
    throw explained(error, to)
  } finally {
    closeDatabase(database)
  }
}

/** Says that all its pieces are there. */
function addRow(database: BetterSqlite3.Database, { sha256, name, bytes }: Collected): void {
  database
    .prepare("INSERT INTO recordings (sha256, name, bytes) VALUES (?, ?, ?)")
    .run(sha256, name, bytes)
}

async function add(
  database: BetterSqlite3.Database,
  { sha256, name, file: path }: { sha256: string; name: string; file: string },
  { signal, onBytes }: { signal: AbortSignal; onBytes(bytes: number): void },
): Promise<void> {
  const put = database.prepare(
    "INSERT INTO recording_pieces (sha256, number, data) VALUES (?, ?, ?)",
  )
  const digest = createHash("sha256")
  const buffer = Buffer.alloc(PIECE_BYTES)
  const file = openSync(path, "r")
  let [bytes, number, isWhole] = [0, 0, false]
  const some = database.transaction(() => {
    for (let i = 0; i < PIECES_AT_ONCE && !isWhole; i++) {
      const got = readSync(file, buffer, 0, PIECE_BYTES, bytes)
      isWhole = got === 0
      if (isWhole) return
      const piece = buffer.subarray(0, got)
      digest.update(piece)
      put.run(sha256, number++, piece)
      bytes += got
    }
  })
  try {
    while (!isWhole) {
      signal.throwIfAborted()
      some.immediate()
      onBytes(bytes)
      await setImmediate()
    }
  } finally {
    closeSync(file)
  }
  if (digest.digest("hex") !== sha256)
    fail("unreadable", `${name} was changed in the library: check the library`)
  addRow(database, { sha256, name, bytes })
}

/** Also what a process that was killed had begun. */
function forgetOthers(database: BetterSqlite3.Database, kept: readonly string[]): void {
  const names = JSON.stringify(kept)
  database.transaction(() => {
    database
      .prepare("DELETE FROM recordings WHERE sha256 NOT IN (SELECT value FROM json_each(?))")
      .run(names)
    database.exec(
      "DELETE FROM recording_pieces WHERE sha256 NOT IN (SELECT sha256 FROM recordings)",
    )
  })()
}

const read = (database: BetterSqlite3.Database): Collected[] =>
  database.prepare<[], Collected>("SELECT sha256, name, bytes FROM recordings").all()

const hasRecordings = (database: BetterSqlite3.Database): boolean =>
  database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'recordings'")
    .get() !== undefined
