/** Where files are to be written: looked at before the work is done, as an answer after a minute of rendering is late. */
import { closeSync, openSync, readSync, statSync } from "node:fs"
import { basename, dirname, resolve } from "node:path"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"
import { APPLICATION_ID } from "./project-database-store.ts"

/** Of SQLite's header: https://www.sqlite.org/fileformat.html#the_database_header */
const HEADER_BYTES = 72
const APPLICATION_ID_AT = 68

/**
 * Of a file that is made from a project: sound, notes, a score.
 * @throws StudioError not-found where its folder is not there, invalid-input where it is a folder or a project: nothing that
 * is exported replaces a document
 */
export function checkExportTarget(path: string): void {
  checkTarget(path)
  if (isProject(path))
    fail("invalid-input", `${basename(path)} is a Slipmat project, which no export replaces`)
}

/** @throws StudioError not-found where its folder is not there, invalid-input where it is a folder */
export function checkTarget(path: string): void {
  const folder = dirname(resolve(path))
  if (!kindOf(folder)?.isDirectory()) fail("not-found", `There is no folder ${folder}`)
  if (kindOf(path)?.isDirectory()) fail("invalid-input", `${basename(path)} is a folder`)
}

/** A project that is not whole yet: the same name each time, so that one that was left behind goes. */
export const besideOf = (path: string): string => `${path}.new`

/** An error with the name that the file was to have: nobody knows of the one beside it. */
export function namedAs(path: string, error: unknown): StudioError {
  const { code, message } = toStudioError(error)
  const told = message.replaceAll(basename(besideOf(path)), basename(path))
  return new StudioError(code, told, { cause: error })
}

/** Of a full disk the system tells no file, or the one beside what was to be written: this one tells that. */
export function namedIfFull(path: string, error: unknown): unknown {
  const { code } = toStudioError(error)
  if (code !== "disk-full") return error
  return new StudioError(code, `The disk is full: ${path} was not written`, { cause: error })
}

/** @throws StudioError invalid-input where a file is in the way of a folder */
export function checkFolderTarget(folder: string): void {
  const kind = kindOf(folder)
  if (kind && !kind.isDirectory()) fail("invalid-input", `${basename(folder)} is no folder`)
}

const kindOf = (path: string) => statSync(path, { throwIfNoEntry: false })

function isProject(path: string): boolean {
  if (!kindOf(path)?.isFile()) return false
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, "r")
  try {
    readSync(file, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(file)
  }
  return (
    header.toString("latin1", 0, 15) === "SQLite format 3" &&
    header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID
  )
}
