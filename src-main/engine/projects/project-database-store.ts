/** A project's file as a SQLite database: whose it is, how it is opened and left, and what its errors mean. */
import { accessSync, constants, statSync } from "node:fs"
import { basename } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"

/** "Slip" in ASCII: says in the header of the file whose it is. */
export const APPLICATION_ID = 0x536c6970
/** Of the tables; the document in them has its own format. */
const FILE_VERSION = 1

/** @throws StudioError not-found, unreadable (no project, or made by a newer studio), read-only */
export function openDatabase(path: string, readonly: boolean): BetterSqlite3.Database {
  checkFile(path)
  const database = connected(path, readonly)
  try {
    check(database, path)
    return database
  } catch (error) {
    database.close()
    throw explained(error, path)
  }
}

/** For writing; one that may not be written for reading. @throws StudioError as `openDatabase` */
export function openWritableOrNot(path: string): BetterSqlite3.Database {
  checkFile(path)
  try {
    // SQLite finds out only with the first step, which would be lost then.
    accessSync(path, constants.W_OK)
    return openDatabase(path, false)
  } catch (error) {
    if (!isReadOnly(error)) throw error
    return openDatabase(path, true)
  }
}

/** A new file that is marked as a project's. */
export function createDatabase(path: string): BetterSqlite3.Database {
  const database = connected(path, false)
  database.pragma(`application_id = ${APPLICATION_ID}`)
  database.pragma(`user_version = ${FILE_VERSION}`)
  return database
}

function checkFile(path: string): void {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind) fail("not-found", `There is no file ${path}`)
  if (kind.isDirectory()) fail("unreadable", `${basename(path)} is a folder, not a project`)
}

function connected(path: string, readonly: boolean): BetterSqlite3.Database {
  try {
    const database = new BetterSqlite3(path, { readonly, timeout: 5000 })
    // One file, also while it is open: the journal is there only while a step is written.
    if (!readonly) database.pragma("journal_mode = TRUNCATE")
    database.pragma("synchronous = FULL")
    return database
  } catch (error) {
    throw explained(error, path)
  }
}

function check(database: BetterSqlite3.Database, path: string): void {
  const number = (name: string): number => Number(database.pragma(name, { simple: true }))
  const name = basename(path)
  if (number("application_id") !== APPLICATION_ID)
    fail("unreadable", `${name} is not a Slipmat project`)
  if (number("user_version") > FILE_VERSION)
    fail("unreadable", `${name} was made by a newer Slipmat: opening it here could lose parts`)
}

/** Leaves the one file: the emptied journal beside it goes, unless another Slipmat has the project open. */
export function closeDatabase(database: BetterSqlite3.Database): void {
  try {
    if (!database.readonly) database.pragma("journal_mode = DELETE")
  } catch {
    // It is only tidier without.
  } finally {
    database.close()
  }
}

const isReadOnly = (error: unknown): boolean => toStudioError(error).code === "read-only"

/** Whether SQLite found a file broken that may be one of ours; not where it says itself that it is another's, or newer. */
export const isDamage = (error: unknown): boolean =>
  error instanceof StudioError &&
  error.code === "unreadable" &&
  error.cause instanceof BetterSqlite3.SqliteError

/** An error of SQLite as the person is told of it; others as they are. */
export function explained(error: unknown, path: string): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError)) return error
  const say = (code: "unreadable" | "disk-full" | "read-only" | "conflict", text: string) =>
    new StudioError(code, `${basename(path)} ${text}`, { cause: error })
  if (error.code === "SQLITE_NOTADB") return say("unreadable", "is not a Slipmat project")
  if (
    error.code.startsWith("SQLITE_CORRUPT") ||
    error.code === "SQLITE_IOERR_SHORT_READ" ||
    error.message.startsWith("no such ")
  )
    return say("unreadable", "is damaged")
  if (error.code === "SQLITE_FULL") return say("disk-full", "cannot be written: the disk is full")
  if (error.code === "SQLITE_BUSY") return say("conflict", "is being written by another Slipmat")
  if (error.code === "SQLITE_READONLY_DBMOVED")
    return say("conflict", "was moved or replaced while it was open: save it under another name")
  if (error.code === "SQLITE_CANTOPEN" || error.code.startsWith("SQLITE_READONLY"))
    return say("read-only", "may not be written")
  return error
}
