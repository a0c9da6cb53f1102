/**
 * The connection to library.sqlite: WAL so that app and CLI can work at once, foreign keys on, checked migrations.
 * A database that a newer program has migrated stays closed: opening it could lose parts.
 */
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { StudioError } from "#shared/contract/errors.ts"
import { makeFolder } from "../platform/node/folder-io.ts"
import { DATABASE_FILE, explain } from "./library-errors-io.ts"
import { migrations } from "./migrations/index.ts"

export type Database = BetterSqlite3.Database

const BUSY_TIMEOUT_MS = 10_000

export function openDatabase(libraryDirectory: string): Database {
  for (const folder of ["media", "cache"])
    createFolder(join(libraryDirectory, folder), libraryDirectory)
  const file = join(libraryDirectory, DATABASE_FILE)
  let database: Database | undefined
  try {
    database = new BetterSqlite3(file, { timeout: BUSY_TIMEOUT_MS })
    database.pragma("journal_mode = WAL")
    // FULL, not NORMAL: what was confirmed must also survive the machine losing power.
    database.pragma("synchronous = FULL")
    database.pragma("foreign_keys = ON")
    migrate(database, file)
    return database
  } catch (error) {
    database?.close()
    throw explain(error, libraryDirectory)
  }
}

/** Opens a database that may not be written. It must have had all migrations. */
export function openReadOnly(libraryDirectory: string): Database {
  const file = join(libraryDirectory, DATABASE_FILE)
  const database = new BetterSqlite3(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    checkMigrated(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function createFolder(folder: string, libraryDirectory: string): void {
  try {
    makeFolder(folder)
  } catch (cause) {
    const errno = cause instanceof Error && "code" in cause ? cause.code : ""
    const library = `The library ${libraryDirectory}`
    if (errno === "ENOTDIR" || errno === "EEXIST")
      throw new StudioError("invalid-input", `${library} must be a folder, and there is a file`, {
        cause,
      })
    if (errno === "ENOSPC")
      throw new StudioError("disk-full", `${library} cannot be made: the disk is full`, { cause })
    throw new StudioError("read-only", `${library} cannot be made: its place may not be written`, {
      cause,
    })
  }
}

function migrate(database: Database, file: string): void {
  database.exec("CREATE TABLE IF NOT EXISTS migrations (id TEXT PRIMARY KEY) STRICT")
  // IMMEDIATE: app and CLI may open a fresh library in the same moment.
  database
    .transaction(() => {
      for (const { id, up } of missingMigrations(database, file)) {
        up(database)
        database.prepare("INSERT INTO migrations (id) VALUES (?)").run(id)
      }
    })
    .immediate()
}

function missingMigrations(database: Database, file: string): typeof migrations {
  const rows = database.prepare("SELECT id FROM migrations ORDER BY id").all() as { id: string }[]
  const known = new Set(migrations.map(({ id }) => id))
  const unknown = rows.find(({ id }) => !known.has(id))
  if (unknown) {
    throw new StudioError(
      "conflict",
      `${file} was made by a newer Slipmat (${unknown.id}), so it stays closed`,
    )
  }
  const applied = new Set(rows.map(({ id }) => id))
  return migrations.filter(({ id }) => !applied.has(id))
}

function checkMigrated(database: Database, file: string): void {
  const isLibrary = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get()
  if (!isLibrary) throw new StudioError("unreadable", `${file} is not a Slipmat library`)
  if (missingMigrations(database, file).length > 0) {
    throw new StudioError(
      "conflict",
      `${file} was made by an older Slipmat: open it once where it can be written`,
    )
  }
}
