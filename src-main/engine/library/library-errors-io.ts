/** What a database or a disk says in codes, as sentences that name the library. */
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import { StudioError, type ErrorCode } from "#shared/contract/errors.ts"

export const DATABASE_FILE = "library.sqlite"

/** The error itself where it is none of the library's. */
export function explain(error: unknown, libraryDirectory: string): unknown {
  const say = (code: ErrorCode, message: string) => new StudioError(code, message, { cause: error })
  const code = codeOf(error, libraryDirectory)
  const library = `The library ${libraryDirectory}`
  if (code === "SQLITE_NOTADB" || code === "SQLITE_CORRUPT")
    return say("unreadable", `${join(libraryDirectory, DATABASE_FILE)} is not a Slipmat library`)
  if (code === "EROFS" || code === "SQLITE_CANTOPEN" || code.startsWith("SQLITE_READONLY"))
    return say("read-only", `${library} is read-only: nothing can be changed in it`)
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code === "EDQUOT")
    return say("disk-full", `The disk is full: nothing was changed in the library`)
  if (code.startsWith("SQLITE_BUSY"))
    return say("conflict", `${library} is being written by another Slipmat: try again`)
  return error
}

/** SQLite's code, or that of the system where the error is about something in the library; else nothing. */
function codeOf(error: unknown, libraryDirectory: string): string {
  if (error instanceof BetterSqlite3.SqliteError) return error.code
  if (!(error instanceof Error) || !("path" in error) || !("code" in error)) return ""
  if (!String(error.path).startsWith(libraryDirectory)) return ""
  const isForbidden = error.code === "EACCES" || error.code === "EPERM"
  const isMaking = "syscall" in error && error.syscall === "mkdir"
  return isForbidden && isMaking ? "EROFS" : String(error.code)
}

type AnyHandler = (...parameters: unknown[]) => unknown

/** The same handlers, whose failures are sentences: a person who asks for anything may meet a full disk. */
export function explaining<Handlers extends object>(
  handlers: Handlers,
  libraryDirectory: string,
): Handlers {
  const wrap = (handler: AnyHandler): AnyHandler => {
    const translate = (error: unknown): never => {
      throw explain(error, libraryDirectory)
    }
    return (...parameters) => {
      try {
        const result = handler(...parameters)
        return result instanceof Promise ? result.catch(translate) : result
      } catch (error) {
        return translate(error)
      }
    }
  }
  const entries = Object.entries(handlers as Record<string, AnyHandler>)
  return Object.fromEntries(entries.map(([name, handler]) => [name, wrap(handler)])) as Handlers
}
