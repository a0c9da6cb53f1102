/** Whether another process wrote into a project's file: the app and the command line may have the same one open. */
import { createHash } from "node:crypto"
import type BetterSqlite3 from "better-sqlite3"

/** How far a file was written. */
interface Mark {
  seq: number
  version: number
  digest: string | undefined
}

export interface OtherWriters {
  /** Steps or a document since `settle`. Recordings that were put into the file do not count. */
  haveWritten(): boolean
  /** What stands there now: within a transaction. @param document where it is another than at the last mark */
  mark(document?: string): Mark
  /** What was marked is known here. */
  settle(mark: Mark): void
}

export function watchOthers(database: BetterSqlite3.Database): OtherWriters {
  const newest = database.prepare<[], number>("SELECT ifnull(max(seq), 0) FROM ops").pluck()
  const stored = database.prepare<[], string>("SELECT document FROM snapshot").pluck()
  // Changes with what other connections write, not with what this one does (sqlite.org/pragma.html#pragma_data_version).
  const version = (): number => Number(database.pragma("data_version", { simple: true }))
  let known: Mark = { seq: 0, version: version(), digest: undefined }
  return {
    haveWritten() {
      if (newest.get() !== known.seq) return true
      const now = version()
      if (now === known.version) return false
      // A snapshot takes the steps away: their numbers may begin anew, and then say nothing.
      if (known.digest !== undefined && digestOf(stored.get() ?? "") !== known.digest) return true
      known = { ...known, version: now }
      return false
    },
    mark: (document) => ({
      ...{ seq: newest.get() ?? 0, version: version() },
      digest: document === undefined ? known.digest : digestOf(document),
    }),
    settle: (mark) => void (known = mark),
  }
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64")
