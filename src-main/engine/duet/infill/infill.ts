/**
 * Bars written anew between those that stay. The model reads what comes before and writes; of several tries those are best after
 * which it finds what comes next least surprising (importance resampling): so a candidate follows from both sides.
 */
import type { Candidate } from "#shared/contract/training.ts"
import { seededRandom } from "#shared/music/random.ts"
import { heardPiece } from "../../datasets/index.ts"
import { barsOf, COMPOUND, compoundDecode, metersAtBars, type Piece } from "../../symbolic/index.ts"
import { type Bend, chancesOf, PROGRAM, TYPE, writeRow } from "../answer/write-row.ts"
import type { Partner } from "../partner/partner.ts"

export interface InfillRequest {
  piece: Piece
  /** Bars from 0 on; `toBar` is exclusive. */
  fromBar: number
  toBar: number
  count: number
  temperature: number
  seed: number
}

const BARS_BEFORE = 8
const BARS_AFTER = 2
/** So many are written for each that is kept. */
const TRIES = 4
const MOST_ROWS_A_BAR = 128

interface Options {
  signal?: AbortSignal | undefined
  progress?: ((fraction: number) => void) | undefined
}

/** Best first. The pieces are the bars alone. */
export async function infill(
  partner: Partner,
  { piece, fromBar, toBar, count, temperature, seed }: InfillRequest,
  { signal, progress }: Options = {},
): Promise<Candidate[]> {
  const begin = Math.max(0, fromBar - BARS_BEFORE)
  const rows = partner.rowsOf(barsBetween(piece, begin, toBar + BARS_AFTER))
  const { before, own, after } = parted(rows, fromBar - begin, toBar - begin)
  const opening = before.length > 0 ? before : own.slice(0, 1)
  const programs = new Set([...own, ...before, ...after].filter(isNote).map((row) => row[PROGRAM]!))
  const tries: { seed: number; written: Uint8Array[]; surprise: number }[] = []
  for (let at = 0; at < count * TRIES; at++) {
    await partner.read(opening, {})
    const options = { random: seededRandom(seed + at), temperature, signal, bend: within(programs) }
    const bars = before.length > 0 ? own : own.slice(1)
    const written = await writeBars(partner, bars.filter(isBar), options, before.length === 0)
    const surprise = await surpriseAt(partner, after, signal)
    tries.push({
      seed: seed + at,
      written: before.length > 0 ? written : [own[0]!, ...written],
      surprise,
    })
    progress?.((at + 1) / (count * TRIES))
  }
  tries.sort((one, other) => one.surprise - other.surprise)
  return tries.slice(0, count).map((each, index) => ({
    ...{ index, seed: each.seed },
    piece: heardPiece({ ...compoundDecode(each.written.flatMap((row) => [...row])), tempos: [] }),
  }))
}

const isBar = (row: Uint8Array): boolean => row[TYPE] === COMPOUND.bar
const isNote = (row: Uint8Array): boolean => row[TYPE] === COMPOUND.note

/** The bars themselves stay as they are; what is in them is written. @param isBegun a bar's row was read already */
async function writeBars(
  partner: Partner,
  bars: readonly Uint8Array[],
  options: Parameters<typeof writeRow>[1],
  isBegun: boolean,
): Promise<Uint8Array[]> {
  const written: Uint8Array[] = []
  for (const bar of isBegun ? [null, ...bars] : bars) {
    if (bar) {
      written.push(bar)
      await partner.add(bar)
    }
    for (let count = 0; count < MOST_ROWS_A_BAR; count++) {
      const { row } = await writeRow(partner, options)
      if (!isNote(row)) break
      written.push(row)
      await partner.add(row)
    }
  }
  return written
}

const within = (programs: ReadonlySet<number>): Bend => ({
  narrow(at, _row, allowed) {
    if (at === TYPE) allowed[COMPOUND.end] = allowed[COMPOUND.tempo] = 0
    if (at === PROGRAM && programs.size > 0)
      for (let program = 0; program < allowed.length; program++)
        if (!programs.has(program)) allowed[program] = 0
  },
})

/** Mean nats of what comes after; 0 where nothing does. */
async function surpriseAt(
  partner: Partner,
  after: readonly Uint8Array[],
  signal: AbortSignal | undefined,
): Promise<number> {
  let nats = 0
  for (const row of after) {
    signal?.throwIfAborted()
    for (const [at, { size }] of partner.model.config.fields.entries()) {
      const allowed = new Uint8Array(size)
      partner.grammar.allow(at, row, allowed)
      if (!allowed.includes(1, allowed.indexOf(1) + 1)) continue
      const chance = chancesOf(await partner.logits(at, row), allowed)[row[at]!]!
      nats -= Math.log(Math.max(chance, 1e-9))
    }
    await partner.add(row)
  }
  return after.length > 0 ? nats / after.length : 0
}

/** Some bars of a piece, counted from the first of them. @param to exclusive */
function barsBetween({ notes, meters, tempos }: Piece, from: number, to: number): Piece {
  const lines = barsOf(metersAtBars(meters))
  let [startTicks, endTicks] = [0, 0]
  for (let bar = 0; bar < to; bar++) {
    const { startTicks: at, lengthTicks } = lines.next().value
    if (bar === from) startTicks = at
    endTicks = at + lengthTicks
  }
  const moved = <T extends { startTicks: number }>(all: readonly T[]): T[] =>
    all
      .filter(({ startTicks: at }) => at >= startTicks && at < endTicks)
      .map((each) => ({ ...each, startTicks: each.startTicks - startTicks }))
  const stillOn = <T extends { startTicks: number }>(all: readonly T[]): T[] => {
    const last = all.findLast(({ startTicks: at }) => at <= startTicks)
    return [
      ...(last ? [{ ...last, startTicks: 0 }] : []),
      ...moved(all).filter(({ startTicks: at }) => at > 0),
    ]
  }
  return {
    notes: moved(notes),
    meters: stillOn(metersAtBars(meters)),
    // A piece whose bars are empty still has its tempo, and so its rows.
    tempos: stillOn(tempos),
  }
}

/** Rows of the bars before, of those that are written anew, of those after. */
function parted(
  rows: readonly Uint8Array[],
  from: number,
  to: number,
): Record<"before" | "own" | "after", Uint8Array[]> {
  const parts = { before: [] as Uint8Array[], own: [] as Uint8Array[], after: [] as Uint8Array[] }
  let bar = -1
  for (const row of rows) {
    if (isBar(row)) bar++
    if (bar < from) parts.before.push(row)
    else if (bar < to) parts.own.push(row)
    else parts.after.push(row)
  }
  return parts
}
