/**
 * Bars written anew between those that stay. The model reads what comes before and writes; of several tries those are best after
 * which it finds what comes next least surprising (importance resampling): so a candidate follows from both sides.
 */
import { fail } from "#shared/contract/errors.ts"
import type { Candidate } from "#shared/contract/training.ts"
import { seededRandom } from "#shared/music/random.ts"
import { heardPiece } from "../../datasets/index.ts"
import { barsOf, COMPOUND, compoundDecode, metersAtBars, type Piece } from "../../symbolic/index.ts"
import { chancesOf, TYPE, writeRow } from "../answer/write-row.ts"
import type { Partner } from "../partner/partner.ts"
import { Around } from "./around.ts"

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
/** So many are written, however many are kept: the first is then the same whatever their count. At least the most that is asked for. */
const TRIES = 12
/** Nats that twice or half as many notes as are there now cost: sparse bars surprise little, but are a loss. */
const COUNT_COST = 0.5
const MOST_ROWS_A_BAR = 128

interface Options {
  signal?: AbortSignal | undefined
  progress?: ((fraction: number) => void) | undefined
}

/**
 * Best first. The pieces are the bars alone.
 * @throws StudioError invalid-input where it wrote no notes into any, cancelled
 */
export async function infill(
  partner: Partner,
  { piece, fromBar, toBar, count, temperature, seed }: InfillRequest,
  { signal, progress }: Options = {},
): Promise<Candidate[]> {
  const begin = Math.max(0, fromBar - BARS_BEFORE)
  const rows = partner.rowsOf(barsBetween(piece, begin, toBar + BARS_AFTER))
  const { before, own, after } = parted(rows, fromBar - begin, toBar - begin)
  const context = before.some(isNote) || after.some(isNote) ? [...before, ...after] : own
  // Where nothing comes before, what comes after is read first, as music comes back.
  const heard = before.some(isNote) ? before : [...before, ...after]
  const opening = heard.length > 0 ? heard : own.slice(0, 1)
  const bars = barRows(before, own, toBar - fromBar)
  const wanted = notesWanted(own, [...before, ...after], toBar - fromBar)
  const tries: { seed: number; written: Uint8Array[]; cost: number }[] = []
  for (let at = 0; at < TRIES; at++) {
    await partner.read(opening, {})
    const bend = new Around(context)
    const options = { random: seededRandom(seed + at), temperature, signal, bend }
    const written = await writeBars(partner, bars, options, heard.length === 0)
    progress?.((at + 1) / TRIES)
    const notes = written.filter(isNote).length
    if (notes === 0) continue
    const surprise = await surpriseAt(partner, after, signal)
    const cost = surprise + COUNT_COST * Math.abs(Math.log2(notes / wanted))
    tries.push({ seed: seed + at, written, cost })
  }
  if (tries.length === 0) fail("invalid-input", nothingWritten(partner.name))
  tries.sort((one, other) => one.cost - other.cost)
  return tries.slice(0, count).map((each, index) => ({
    ...{ index, seed: each.seed },
    piece: heardPiece({ ...compoundDecode(each.written.flatMap((row) => [...row])), tempos: [] }),
  }))
}

const nothingWritten = (name: string): string =>
  `“${name}” wrote no notes here: bars of these instruments need another model, such as Drums for drums.`

/** As many as the bars have; empty ones are filled as those around. At least one. */
function notesWanted(
  own: readonly Uint8Array[],
  around: readonly Uint8Array[],
  bars: number,
): number {
  const ofOwn = own.filter(isNote).length
  if (ofOwn > 0) return ofOwn
  return Math.max(1, (around.filter(isNote).length / around.filter(isBar).length) * bars || 0)
}

const isBar = (row: Uint8Array): boolean => row[TYPE] === COMPOUND.bar
const isNote = (row: Uint8Array): boolean => row[TYPE] === COMPOUND.note

/** Of the bars to be written; a piece that ends before goes on in its last meter. */
function barRows(
  before: readonly Uint8Array[],
  own: readonly Uint8Array[],
  count: number,
): Uint8Array[] {
  const bars = own.filter(isBar)
  const last = bars.at(-1) ?? before.findLast(isBar)
  while (last && bars.length < count) bars.push(last)
  return bars
}

/** The bars themselves stay as they are; what is in them is written. @param isBegun the first bar's row was read already */
async function writeBars(
  partner: Partner,
  bars: readonly Uint8Array[],
  options: Parameters<typeof writeRow>[1] & { bend: Around },
  isBegun: boolean,
): Promise<Uint8Array[]> {
  const written: Uint8Array[] = []
  for (const [at, bar] of bars.entries()) {
    written.push(bar)
    options.bend.took(bar)
    if (at > 0 || !isBegun) await partner.add(bar)
    for (let count = 0; count < MOST_ROWS_A_BAR; count++) {
      const { row } = await writeRow(partner, options)
      if (!isNote(row)) break
      written.push(row)
      options.bend.took(row)
      await partner.add(row)
    }
  }
  return written
}

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
