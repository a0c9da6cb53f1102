/**
 * A project as one file (`.slipmat`): a SQLite database that holds a snapshot of the document and the log of what was done
 * since. Every step is on disk before it is confirmed, so that a process killed at any time loses nothing that was.
 */
import { existsSync, renameSync, rmSync, statSync } from "node:fs"
import { basename } from "node:path"
import type BetterSqlite3 from "better-sqlite3"
import { fail } from "#shared/contract/errors.ts"
import {
  PROJECT_FORMAT,
  projectFromJson,
  projectToJson,
  readDamagedText,
  replay,
  salvageProject,
  type Op,
  type Project,
  type Replay,
} from "#shared/project/index.ts"
import {
  closeDatabase,
  createDatabase,
  explained,
  openWritableOrNot,
} from "./project-database-store.ts"
import { watchOthers } from "./other-writers-store.ts"
import { holdOpen, type OpenLock } from "./open-lock-store.ts"
import { besideOf, checkTarget, namedAs } from "./target-io.ts"

/** After so many steps a snapshot is taken: opening replays no more. */
export const MOST_OPS = 2000

const TABLES = `
  CREATE TABLE snapshot (only INTEGER PRIMARY KEY CHECK (only = 1), format INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
  CREATE TABLE ops (seq INTEGER PRIMARY KEY, done_at INTEGER NOT NULL, op TEXT NOT NULL) STRICT;
`

export interface Loaded extends Replay {
  /** What could not be read, in words; empty where the file is whole. */
  readonly damage: readonly string[]
}

export interface ProjectFile {
  readonly path: string
  /** It may not be written, or what was loaded is not all that it held: it then stays as it is. */
  readonly isReadOnly: boolean
  /** Its journal lay beside it when it was opened: who had it open last was stopped. */
  readonly wasLeftOpen: boolean
  /** The document with what was done since its snapshot. @throws StudioError unreadable where nothing of it can be read */
  load(): Loaded
  /** Keeps steps; they are on disk when it returns. @throws StudioError read-only, disk-full, conflict where another changed it */
  append(ops: readonly Op[], atMs: number): void
  /** Keeps the document and forgets the steps that led to it. */
  snapshot(project: Project): void
  /** Whether another Slipmat wrote steps or a document since this one last did, or loaded. */
  isChangedByOther(): boolean
  /** Whether this is still the file under its name: it may have been moved, deleted or replaced. */
  isInPlace(): boolean
  close(): void
}

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
      if (isDamaged) fail("read-only", `${basename(path)} is damaged, and is left as it is`)
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
        const { project, lost } = documentOf(row, path)
        const { ops, problem } = readableOps(() => readOps.iterate())
        const damage = [...lost, ...(problem === undefined ? [] : [problem])]
        isDamaged = damage.length > 0
        if (!isDamaged) others.settle(others.mark(row.document))
        return { ...replay(project, ops), damage }
      } catch (error) {
        throw explained(error, path)
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

function documentOf(
  { format, document }: { format: number; document: string },
  path: string,
): { project: Project; lost: readonly string[] } {
  const name = basename(path)
  if (format > PROJECT_FORMAT)
    fail("unreadable", `${name} was made by a newer Slipmat: opening it here could lose parts`)
  const { json, lost } = parsed(document)
  try {
    if (lost.length === 0) return { project: projectFromJson(json).project, lost }
  } catch {
    // What is left of it is looked for below.
  }
  const salvaged = salvageProject(json)
  if (!salvaged) return fail("unreadable", `${name} is damaged: nothing in it can be read`)
  return { project: salvaged.project, lost: [...lost, ...salvaged.lost] }
}

/** The log up to the first step that the disk or its text does not give back. */
function readableOps(rows: () => Iterable<{ op: string }>): { ops: unknown[]; problem?: string } {
  const ops: unknown[] = []
  try {
    for (const { op } of rows()) ops.push(JSON.parse(op))
    return { ops }
  } catch {
    return { ops, problem: `what was done after step ${ops.length} since it was last saved whole` }
  }
}

function parsed(text: string): { json: unknown; lost: string[] } {
  try {
    return { json: JSON.parse(text), lost: [] }
  } catch {
    const { json, lost } = readDamagedText(text)
    return { json, lost: lost.length > 0 ? lost : ["some of its text"] }
  }
}
