/**
 * Which projects are open in any Slipmat on this computer. A project's own file is not locked while it is open, so that the
 * command line may do steps in it; what must not happen is that it is replaced. Each process holds a lock on a small file
 * in the system's folder for temporary ones: the system lets go of it also where the process is killed.
 */
import { mkdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"

export interface OpenLock {
  release(): void
}

/** Says that a project is open here. Where that cannot be said it is open all the same. */
export function holdOpen(path: string): OpenLock {
  const file = lockFile(path)
  try {
    if (file === undefined) throw new Error(`${path} is gone`)
    mkdirSync(lockFolder(), { recursive: true })
    const database = new BetterSqlite3(file)
    // A transaction that has read holds SQLite's shared lock: any number of processes may.
    database.exec("BEGIN; SELECT count(*) FROM sqlite_master")
    return {
      release() {
        database.close()
        if (!isHeld(file)) rmSync(file, { force: true })
      },
    }
  } catch {
    return { release: () => undefined }
  }
}

/** Whether a Slipmat, this one too, has the project open. */
export function isOpenSomewhere(path: string): boolean {
  const file = lockFile(path)
  return file !== undefined && isHeld(file)
}

function isHeld(file: string): boolean {
  if (!statSync(file, { throwIfNoEntry: false })) return false
  try {
    const database = new BetterSqlite3(file, { timeout: 0 })
    try {
      database.exec("BEGIN EXCLUSIVE; ROLLBACK")
      return false
    } finally {
      database.close()
    }
  } catch (error) {
    return error instanceof BetterSqlite3.SqliteError && error.code === "SQLITE_BUSY"
  }
}

/** By the file, not its name: it may be reached by several. */
function lockFile(path: string): string | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false })
  return file && join(lockFolder(), `${file.dev}-${file.ino}`)
}

const lockFolder = (): string => join(tmpdir(), `slipmat-open-${process.getuid?.() ?? ""}`)
