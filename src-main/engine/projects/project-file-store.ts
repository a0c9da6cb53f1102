/**
 * A project as one file (`.slipmat`): a SQLite database that holds a snapshot of the document and the log of what was done
 * since. Every step is on disk before it is confirmed, so that a process killed at any time loses nothing that was.
 */
import { existsSync, renameSync, rmSync, statSync } from "node:fs"
import { basename } from "node:path"
import type BetterSqlite3 from "better-sqlite3"
import { fail } from "#shared/contract/errors.ts"
import { PROJECT_FORMAT, projectToJson, type Op, type Project } from "#shared/project/index.ts"
import {
  closeDatabase,
  createDatabase,
  explained,
  isDamage,
  openWritableOrNot,
} from "./project-database-store.ts"
import { loadDamaged, openDamaged, refuseDamaged } from "./damaged-project-store.ts"
import { watchOthers } from "./other-writers-store.ts"
import { holdOpen, type OpenLock } from "./open-lock-store.ts"
import type { ProjectFile } from "./project-file.ts"
import { loadedFrom } from "./read-document-io.ts"
import { besideOf, checkTarget, namedAs } from "./target-io.ts"

/** After so many steps a snapshot is taken: opening replays no more. */
export const MOST_OPS = 2000

const TABLES = `
  CREATE TABLE snapshot (only INTEGER PRIMARY KEY CHECK (only = 1), format INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
  CREATE TABLE ops (seq INTEGER PRIMARY KEY, done_at INTEGER NOT NULL, op TEXT NOT NULL) STRICT;
`

/** Makes a file for a project. @throws StudioError conflict where there is one, read-only where it cannot be made */
export function createProjectFile(path: string, project: Project): ProjectFile {
  if (existsSync(path)) fail("conflict", `${basename(path)} is there already`)
  checkTarget(path)
  let database: BetterSqlite3.Database | undefined
  try {
    database = createDatabase(path)
    database.exec(TABLES)
    const file = fileOf(database, path, { readonly: false, wasLeftOpen: false })
    file.snapshot(project)
    return file
  } catch (error) {
    database?.close()
    removeFile(path)
    throw explained(error, path)
  }
}

/** Puts a project into a file, whatever was there: beside the old one until it is whole, as the disk may be full. */
export function replaceProjectFile(path: string, project: Project): void {
  checkTarget(path)
  const next = besideOf(path)
  try {
    removeFile(next)
    createProjectFile(next, project).close()
    renameSync(next, path)
  } catch (error) {
    tidyUp(next)
    throw namedAs(path, error)
  }
}

/** With what SQLite leaves beside a file that it could not finish. */
export function removeFile(path: string): void {
  for (const suffix of ["", "-journal"]) rmSync(path + suffix, { force: true })
}

/** As `removeFile`, where an error is under way already. */
export function tidyUp(path: string): void {
  try {
    removeFile(path)
  } catch {
    // It is no file, or never came to be.
  }
}

/**
 * Opens a file; one that may not be written is opened for reading.
 * @throws StudioError not-found, unreadable (no project, damaged, or made by a newer studio)
 */
export function openProjectFile(path: string): ProjectFile {
  const wasLeftOpen = existsSync(`${path}-journal`)
  try {
    return openWhole(path, wasLeftOpen)
  } catch (error) {
    const damaged = isDamage(error) ? openDamaged(path, wasLeftOpen) : undefined
    if (!damaged) throw error
    return damaged
  }
}

function openWhole(path: string, wasLeftOpen: boolean): ProjectFile {
  const database = openWritableOrNot(path)
  try {
    const lock = holdOpen(path)
    return fileOf(database, path, { readonly: database.readonly, wasLeftOpen, lock })
  } catch (error) {
    database.close()
    throw explained(error, path)
  }
}

function fileOf(
  database: BetterSqlite3.Database,
  path: string,
  { readonly, wasLeftOpen, lock }: { readonly: boolean; wasLeftOpen: boolean; lock?: OpenLock },
): ProjectFile {
  const read = database.prepare<[], { format: number; document: string }>(
    "SELECT format, document FROM snapshot",
  )
  const readOps = database.prepare<[], { op: string }>("SELECT op FROM ops ORDER BY seq")
  const addOp = database.prepare("INSERT INTO ops (done_at, op) VALUES (?, ?)")
  const opened = identityOf(path)
  const others = watchOthers(database)
  let isDamaged = false
  const checkUnchanged = (): void => {
    if (others.haveWritten())
      fail(
        "conflict",
        `${basename(path)} was changed by another Slipmat meanwhile: open it again, or save this under another name`,
      )
  }
  const keep = database.prepare(
    "INSERT INTO snapshot (only, format, document) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET format = excluded.format, document = excluded.document",
  )
  /** @param work returns the document that it put in place of the one of before */
  const written = <T extends unknown[]>(work: (...args: T) => string | undefined) => {
    const transaction = database.transaction((...args: T) => {
      checkUnchanged()
      return others.mark(work(...args))
    })
    return (...args: T): void => {
      if (readonly) fail("read-only", `${basename(path)} may not be written`)
      if (isDamaged) refuseDamaged(path)
      try {
        // Only after the transaction: what could not be written to its end was taken back.
        others.settle(transaction.immediate(...args))
      } catch (error) {
        throw explained(error, path)
      }
    }
  }
  return {
    ...{ path, wasLeftOpen },
    get isReadOnly() {
      return readonly || isDamaged
    },
    load() {
      try {
        const row = read.get() ?? fail("unreadable", `${basename(path)} holds no document`)
        const loaded = loadedFrom(row, () => readOps.iterate(), path)
        isDamaged = loaded.damage.length > 0
        if (!isDamaged) others.settle(others.mark(row.document))
        return loaded
      } catch (error) {
        const told = explained(error, path)
        const loaded = isDamage(told) ? loadDamaged(path) : undefined
        if (!loaded) throw told
        isDamaged = true
        return loaded
      }
    },
    append: written((ops: readonly Op[], atMs: number) => {
      for (const op of ops) addOp.run(atMs, JSON.stringify(op))
      return undefined
    }),
    snapshot: written((project: Project) => {
      const document = JSON.stringify(projectToJson(project))
      keep.run(PROJECT_FORMAT, document)
      database.exec("DELETE FROM ops")
      return document
    }),
    isChangedByOther: () => !isDamaged && others.haveWritten(),
    isInPlace: () => identityOf(path) === opened,
    close() {
      closeDatabase(database)
      lock?.release()
    },
  }
}

const identityOf = (path: string): bigint | undefined =>
  statSync(path, { bigint: true, throwIfNoEntry: false })?.ino
