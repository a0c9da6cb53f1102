/** Takes of hands in the library's database: pieces as they came, each in one transaction. */
import { fail } from "#shared/contract/errors.ts"
import type { GestureTakeId, KeptTake, PartId } from "#shared/contract/index.ts"
import type { Played } from "#shared/gesture/index.ts"
import type { Database } from "../library/index.ts"

/** Microseconds of the system's monotonic clock, bytes in hex, the name of the port. */
export type RawRow = readonly [micros: number, hex: string, port: string]

export interface NewTake {
  id: string
  title: string
  createdAt: number
  partId: PartId | null
  mayTrain: boolean
  rateHz: number
  start: Played["start"]
}

interface Row {
  id: GestureTakeId
  title: string
  created_at: number
  part_id: PartId | null
  may_train: number
  rate_hz: number
  start: string
  frames: number | null
}

interface Piece {
  frames: number
  played: string
  raw: string
}

const SELECT = `SELECT t.*, (SELECT MAX(frames) FROM gesture_pieces p WHERE p.take_id = t.id) AS frames
  FROM gesture_takes t`

export type KeptTakes = ReturnType<typeof createKeptTakes>

export function createKeptTakes(database: Database) {
  const insert = database.prepare(
    `INSERT INTO gesture_takes (id, title, created_at, part_id, may_train, rate_hz, start)
     VALUES (@id, @title, @createdAt, @partId, @mayTrain, @rateHz, @start)`,
  )
  const addPiece = database.prepare<[string, string, number, string, string]>(
    `INSERT INTO gesture_pieces (take_id, number, frames, played, raw)
     VALUES (?, (SELECT COUNT(*) FROM gesture_pieces WHERE take_id = ?), ?, ?, ?)`,
  )
  const one = database.prepare<[string], Row>(`${SELECT} WHERE t.id = ?`)
  const all = database.prepare<[], Row>(
    `${SELECT} WHERE t.removed_at IS NULL ORDER BY t.created_at DESC, t.id`,
  )
  const count = database.prepare<[], { count: number }>(
    "SELECT COUNT(*) AS count FROM gesture_takes",
  )
  const pieces = database.prepare<[string], Piece>(
    "SELECT frames, played, raw FROM gesture_pieces WHERE take_id = ? ORDER BY number",
  )
  const change = database.prepare<[string, number, string]>(
    "UPDATE gesture_takes SET title = ?, may_train = ? WHERE id = ?",
  )
  const mark = database.prepare<[number | null, string]>(
    "UPDATE gesture_takes SET removed_at = ? WHERE id = ?",
  )
  const purge = database.prepare<[number]>("DELETE FROM gesture_takes WHERE removed_at < ?")

  const rowOf = (id: string): Row => one.get(id) ?? fail("not-found", "This take is not there")
  return {
    add(take: NewTake): KeptTake {
      const [mayTrain, start] = [Number(take.mayTrain), JSON.stringify(take.start)]
      insert.run({ ...take, mayTrain, start })
      return keptOf(rowOf(take.id))
    },
    /** @throws StudioError not-found */
    append(id: string, frames: number, played: Played["events"], raw: readonly RawRow[]): void {
      rowOf(id)
      addPiece.run(id, id, frames, JSON.stringify(played), JSON.stringify(raw))
    },
    /** @throws StudioError not-found */
    get: (id: string): KeptTake => keptOf(rowOf(id)),
    all: (): KeptTake[] => all.all().map(keptOf),
    /** Of all that were ever made: the next one's number. */
    count: (): number => count.get()?.count ?? 0,
    /** @throws StudioError not-found */
    played(id: string): Played {
      const { rate_hz: rateHz, start, frames } = rowOf(id)
      const events = pieces.all(id).flatMap(({ played }) => JSON.parse(played) as Played["events"])
      return { rateHz, frames: frames ?? 0, start: JSON.parse(start) as Played["start"], events }
    },
    raw: (id: string): RawRow[] => pieces.all(id).flatMap(({ raw }) => JSON.parse(raw) as RawRow[]),
    /** @throws StudioError not-found */
    update(id: string, { title, mayTrain }: { title?: string; mayTrain?: boolean }): KeptTake {
      const row = rowOf(id)
      change.run(title ?? row.title, mayTrain === undefined ? row.may_train : Number(mayTrain), id)
      return keptOf(rowOf(id))
    },
    /** @param atMs null brings it back */
    remove: (id: string, atMs: number | null): void => void mark.run(atMs, rowOf(id).id),
    /** Forgets what was removed before. */
    purge: (beforeMs: number): void => void purge.run(beforeMs),
  }
}

const keptOf = ({ id, title, created_at, part_id, may_train, rate_hz, frames }: Row): KeptTake => ({
  ...{ id, title, createdAt: created_at, partId: part_id, mayTrain: may_train !== 0 },
  seconds: (frames ?? 0) / rate_hz,
})
