/** Takes of hands in the library's database: pieces as they came, each in one transaction, and what people made of them. */
import { fail } from "#shared/contract/errors.ts"
import type { GestureTakeId, KeptTake, PartId } from "#shared/contract/index.ts"
import {
  gestureOf,
  gestureOfNumbers,
  numbersOfGesture,
  playedOfGesture,
  readTake,
  takeText,
  type SourceProfile,
  type Gesture,
  type GestureTake,
  type Played,
  type TakeBeats,
} from "#shared/gesture/index.ts"
import { fromBlob, toBlob, type Database } from "../library/index.ts"
import { takeOfRows, type RawRow } from "./take-rows.ts"

export interface NewTake {
  id: string
  title: string
  createdAt: number
  partId: PartId | null
  mayTrain: boolean
  rateHz: number
  start: Played["start"]
}

/** What people say about a take. What is not there stays. */
export interface TakeWords {
  title?: string | undefined
  mayTrain?: boolean | undefined
  session?: string | undefined
  tags?: string[] | undefined
  notes?: string | undefined
  beats?: TakeBeats | null | undefined
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
  session: string
  tags: string
  notes: string
  beats: string | null
  seconds: number | null
  is_edited: number
}

interface Piece {
  frames: number
  played: string
  raw: string
}

const COLUMNS = `id, title, created_at, part_id, may_train, rate_hz, start, session, tags, notes, beats, seconds,
  edited IS NOT NULL AS is_edited`
/** Of the last piece: an hour has 72,000, of which none but the last is looked at. */
const SELECT = `SELECT ${COLUMNS}, (SELECT frames FROM gesture_pieces p WHERE p.take_id = t.id
  ORDER BY number DESC LIMIT 1) AS frames FROM gesture_takes t`

/** Of takes that came without a deck. */
const USUAL_RATE_HZ = 48_000

export type KeptTakes = ReturnType<typeof createKeptTakes>

export function createKeptTakes(database: Database) {
  const insert = database.prepare(
    `INSERT INTO gesture_takes (id, title, created_at, part_id, may_train, rate_hz, start)
     VALUES (@id, @title, @createdAt, @partId, @mayTrain, @rateHz, @start)`,
  )
  const insertFile = database.prepare(
    `INSERT INTO gesture_takes (id, title, created_at, may_train, rate_hz, start, session, tags, notes, beats, seconds, edited, file)
     VALUES (@id, @title, @createdAt, @mayTrain, @rateHz, 'null', @session, @tags, @notes, @beats, @seconds, @edited, @file)`,
  )
  const addPiece = database.prepare<[string, string, number, string, string]>(
    `INSERT INTO gesture_pieces (take_id, number, frames, played, raw)
     VALUES (?, (SELECT COALESCE(MAX(number), -1) + 1 FROM gesture_pieces WHERE take_id = ?), ?, ?, ?)`,
  )
  const one = database.prepare<[string], Row>(`${SELECT} WHERE t.id = ?`)
  const all = database.prepare<[], Row>(
    `${SELECT} WHERE t.removed_at IS NULL ORDER BY t.created_at DESC, t.id`,
  )
  // What was imported has a name of its own.
  const count = database.prepare<[], { count: number }>(
    "SELECT COUNT(*) AS count FROM gesture_takes WHERE start <> 'null'",
  )
  const pieces = database.prepare<[string], Piece>(
    "SELECT frames, played, raw FROM gesture_pieces WHERE take_id = ? ORDER BY number",
  )
  const made = database.prepare<[string], { edited: Buffer | null; file: string | null }>(
    "SELECT edited, file FROM gesture_takes WHERE id = ?",
  )
  const change = database.prepare(
    `UPDATE gesture_takes SET title = @title, may_train = @mayTrain, session = @session, tags = @tags, notes = @notes,
     beats = @beats WHERE id = @id`,
  )
  const setEdited = database.prepare<[Uint8Array | null, number | null, string]>(
    "UPDATE gesture_takes SET edited = ?, seconds = ? WHERE id = ?",
  )
  const mark = database.prepare<[number | null, string]>(
    "UPDATE gesture_takes SET removed_at = ? WHERE id = ?",
  )
  const purge = database.prepare<[number]>("DELETE FROM gesture_takes WHERE removed_at < ?")

  const rowOf = (id: string): Row => one.get(id) ?? fail("not-found", "This take is not there")
  const playedOf = ({ id, rate_hz: rateHz, frames, start }: Row): Played => {
    const events = pieces.all(id).flatMap(({ played }) => JSON.parse(played) as Played["events"])
    return { rateHz, frames: frames ?? 0, start: JSON.parse(start) as Played["start"], events }
  }
  const rawOf = (id: string): RawRow[] =>
    pieces.all(id).flatMap(({ raw }) => JSON.parse(raw) as RawRow[])
  const editedOf = (id: string): Gesture | undefined => {
    const blob = made.get(id)?.edited
    return blob ? gestureOfNumbers(fromBlob(Float64Array, blob)) : undefined
  }
  const fileOf = (id: string): GestureTake | undefined => {
    const text = made.get(id)?.file
    return text ? readTake(text, "The take") : undefined
  }
  /** Without what was edited here. What was drawn elsewhere has nothing else. */
  const asPlayed = (row: Row, profile?: SourceProfile): GestureTake => {
    const file = fileOf(row.id)
    if (!file) return { ...takeOfRows(rawOf(row.id), profile, row.title), played: playedOf(row) }
    const { edited, ...played } = file
    return edited && !isDrawn(file) ? played : file
  }
  const take = (id: string, profile?: SourceProfile): GestureTake => {
    const row = rowOf(id)
    const { title, session, tags, notes, mayTrain, beats } = keptOf(row)
    const whole: GestureTake = {
      ...{ ...asPlayed(row, profile), title, session, tags, notes, mayTrain },
      ...(row.start === "null" ? {} : { id, createdAt: new Date(row.created_at).toISOString() }),
    }
    if (beats) whole.beats = beats
    else delete whole.beats
    const edited = editedOf(id)
    return edited ? { ...whole, edited } : whole
  }
  return {
    add(take: NewTake): KeptTake {
      const [mayTrain, start] = [Number(take.mayTrain), JSON.stringify(take.start)]
      insert.run({ ...take, mayTrain, start })
      return keptOf(rowOf(take.id))
    },
    /** A take that came as a file, as it is. @throws StudioError invalid-input where nothing says how to read its bytes */
    addFile(id: string, createdAt: number, take: GestureTake): KeptTake {
      const { title, session, tags, notes, mayTrain, beats, played } = take
      const edited = isDrawn(take) ? undefined : take.edited
      insertFile.run({
        ...{ id, createdAt, title, session, notes, mayTrain: Number(mayTrain) },
        ...{ tags: JSON.stringify(tags), beats: beats ? JSON.stringify(beats) : null },
        rateHz: played?.rateHz ?? USUAL_RATE_HZ,
        seconds: gestureOf(take).durationSeconds,
        edited: edited ? toBlob(numbersOfGesture(edited)) : null,
        file: takeText(take),
      })
      return keptOf(rowOf(id))
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
    /** What is heard of it: what was edited counts before what the deck did. @throws StudioError not-found */
    played(id: string): Played {
      const row = rowOf(id)
      const whole = row.is_edited || row.start === "null" ? take(id) : undefined
      if (whole && !whole.edited && whole.played) return whole.played
      return whole ? playedOfGesture(gestureOf(whole), row.rate_hz) : playedOf(row)
    },
    raw: rawOf,
    /** The whole of it, as its file would be. @throws StudioError not-found */
    take,
    /** @throws StudioError not-found */
    update(id: string, words: TakeWords): KeptTake {
      const { title, mayTrain, session, tags, notes, beats } = definedOver(keptOf(rowOf(id)), words)
      change.run({
        ...{ id, title, session, notes, mayTrain: Number(mayTrain) },
        ...{ tags: JSON.stringify(tags), beats: beats ? JSON.stringify(beats) : null },
      })
      return keptOf(rowOf(id))
    },
    /** @param edited null goes back to what was played @throws StudioError not-found, invalid-input where nothing else is there */
    edit(id: string, edited: Gesture | null): KeptTake {
      const row = rowOf(id)
      const isFile = row.start === "null"
      const seconds =
        edited?.durationSeconds ?? (isFile ? gestureOf(asPlayed(row)).durationSeconds : null)
      setEdited.run(edited ? toBlob(numbersOfGesture(edited)) : null, seconds, id)
      return keptOf(rowOf(id))
    },
    /** @param atMs null brings it back */
    remove: (id: string, atMs: number | null): void => void mark.run(atMs, rowOf(id).id),
    /** Forgets what was removed before. */
    purge: (beforeMs: number): void => void purge.run(beforeMs),
  }
}

/** Without bytes: it was never played. */
const isDrawn = ({ events, played }: GestureTake): boolean => events.length === 0 && !played

const definedOver = (kept: KeptTake, words: TakeWords): KeptTake => ({
  ...kept,
  ...(Object.fromEntries(
    Object.entries(words).filter(([, value]) => value !== undefined),
  ) as Partial<KeptTake>),
})

const keptOf = (row: Row): KeptTake => ({
  ...{ id: row.id, title: row.title, createdAt: row.created_at, partId: row.part_id },
  ...{ mayTrain: row.may_train !== 0, session: row.session, notes: row.notes },
  tags: JSON.parse(row.tags) as string[],
  beats: row.beats === null ? null : (JSON.parse(row.beats) as TakeBeats),
  isEdited: row.is_edited !== 0,
  seconds: row.seconds ?? (row.frames ?? 0) / row.rate_hz,
})
