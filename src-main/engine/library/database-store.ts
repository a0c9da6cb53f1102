/**
 * The connection to library.sqlite: WAL so that app and CLI can work at once, foreign keys on, checked migrations.
 * A database that a newer program has migrated stays closed: opening it could lose parts.
 */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { StudioError } from "#shared/contract/errors.ts"
import { migrations } from "./migrations/index.ts"

export type Database = BetterSqlite3.Database

const BUSY_TIMEOUT_MS = 10_000

export function openDatabase(libraryDirectory: string): Database {
  for (const folder of ["media", "cache"])
    createFolder(join(libraryDirectory, folder), libraryDirectory)
  const file = join(libraryDirectory, "library.sqlite")
  try {
    const database = new BetterSqlite3(file, { timeout: BUSY_TIMEOUT_MS })
    database.pragma("journal_mode = WAL")
    // FULL, not NORMAL: what was confirmed must also survive the machine losing power.
    database.pragma("synchronous = FULL")
    database.pragma("foreign_keys = ON")
    migrate(database, file)
    return database
  } catch (error) {
    throw explain(error, file)
  }
}

function explain(error: unknown, file: string): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError)) return error
  if (error.code === "SQLITE_NOTADB" || error.code === "SQLITE_CORRUPT") {
    return new StudioError("unreadable", `${file} is not a Slipmat library`, { cause: error })
  }
  if (error.code === "SQLITE_CANTOPEN" || error.code.startsWith("SQLITE_READONLY")) {
    return new StudioError("read-only", `The library ${file} cannot be written`, { cause: error })
  }
  return error
}

function createFolder(folder: string, libraryDirectory: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError(
      "read-only",
      `The library ${libraryDirectory} cannot be written: ${reason}`,
      { cause },
    )
  }
}

function migrate(database: Database, file: string): void {
  database.exec("CREATE TABLE IF NOT EXISTS migrations (id TEXT PRIMARY KEY) STRICT")
  // IMMEDIATE: app and CLI may open a fresh library in the same moment.
  database
    .transaction(() => {
      const rows = database.prepare("SELECT id FROM migrations ORDER BY id").all() as {
        id: string
      }[]
      const known = new Set(migrations.map(({ id }) => id))
      const unknown = rows.find(({ id }) => !known.has(id))
      if (unknown) {
        throw new StudioError(
          "conflict",
          `${file} was made by a newer Slipmat (${unknown.id}), so it stays closed`,
        )
      }
      const applied = new Set(rows.map(({ id }) => id))
      for (const { id, up } of migrations) {
        if (applied.has(id)) continue
        up(database)
        database.prepare("INSERT INTO migrations (id) VALUES (?)").run(id)
      }
    })
    .immediate()
}
