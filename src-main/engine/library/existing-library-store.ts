/** Libraries that are only looked at: nothing is made where there is none, and one that cannot be written is read. */
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { StudioError } from "#shared/contract/errors.ts"
import { type Database, openDatabase, openReadOnly } from "./database-store.ts"
import { DATABASE_FILE, explain } from "./library-errors-io.ts"

export interface OpenedDatabase {
  database: Database
  isReadOnly: boolean
  close(): void
}

/** Throws where no library is: not-found, or invalid-input where a file has its place. */
export function requireLibrary(libraryDirectory: string): void {
  const status = statSync(libraryDirectory, { throwIfNoEntry: false })
  if (status && !status.isDirectory())
    throw new StudioError(
      "invalid-input",
      `The library ${libraryDirectory} must be a folder, and there is a file`,
    )
  if (!existsSync(join(libraryDirectory, DATABASE_FILE)))
    throw new StudioError("not-found", `There is no library in ${libraryDirectory}`)
}

/** Throws not-found, unreadable, conflict. */
export function openForReading(libraryDirectory: string): OpenedDatabase {
  requireLibrary(libraryDirectory)
  return openForWork(libraryDirectory)
}

/** Makes a library where there is none; one that may not be written is opened all the same, to be heard. */
export function openForWork(libraryDirectory: string): OpenedDatabase {
  if (!existsSync(join(libraryDirectory, DATABASE_FILE)) || isWritable(libraryDirectory)) {
    const database = openDatabase(libraryDirectory)
    return { database, isReadOnly: false, close: () => void database.close() }
  }
  try {
    const database = openReadOnly(libraryDirectory)
    return { database, isReadOnly: true, close: () => void database.close() }
  } catch (error) {
    if (!wantsToWrite(error)) throw explain(error, libraryDirectory)
    return openCopy(libraryDirectory)
  }
}

function wantsToWrite(error: unknown): boolean {
  if (!(error instanceof BetterSqlite3.SqliteError)) return false
  return error.code === "SQLITE_CANTOPEN" || error.code.startsWith("SQLITE_READONLY")
}

function isWritable(libraryDirectory: string): boolean {
  try {
    accessSync(libraryDirectory, constants.W_OK)
    accessSync(join(libraryDirectory, DATABASE_FILE), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * A database in WAL mode wants a file of locks beside it, also from who only reads. Where none is and none can be
 * made, nobody else has the library open, so that a copy of it says the same.
 */
function openCopy(libraryDirectory: string): OpenedDatabase {
  const { folder, remove } = makeSpareFolder()
  try {
    for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) {
      const source = join(libraryDirectory, name)
      if (!existsSync(source)) continue
      copyFileSync(source, join(folder, name))
      chmodSync(join(folder, name), 0o600) // a copy has its original's permissions
    }
    const database = openReadOnly(folder)
    return {
      database,
      isReadOnly: true,
      close() {
        database.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw explainCopy(error, libraryDirectory)
  }
}

function explainCopy(error: unknown, libraryDirectory: string): unknown {
  const errno = error instanceof Error && "code" in error ? error.code : ""
  if (errno !== "EACCES" && errno !== "EPERM") return explain(error, libraryDirectory)
  const message = `The library ${libraryDirectory} may not be read: permission was denied`
  return new StudioError("unreadable", message, { cause: error })
}

/** A folder for what a library has no place for, until it is removed. */
export function makeSpareFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "slipmat-"))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
