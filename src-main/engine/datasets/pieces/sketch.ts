/**
 * What a piece is recognised by: the sequences of twelve intervals in it, whatever its key, tempo and instruments. A sketch keeps
 * the smallest 1024 of their hashes (Broder 1997, bottom-k): of shorter pieces that is all of them.
 */
import { DRUMS, type Piece, type PieceNote } from "../../symbolic/index.ts"

const GRAM = 12
export const SKETCH_SIZE = 1024
/** Fewer figures than this are anybody's: a scale, one note again and again. */
const FEWEST = 8
/** Of drums, whose pitches alone say little, the time between strokes counts too: in sixteenths, none longer than a bar. */
const STROKE_TICKS = 240
const LONGEST_STROKES = 16

/** Distinct hashes, ascending; none where the piece is too short to be told from others. */
export function sketchOf({ notes }: Pick<Piece, "notes">): Uint32Array<ArrayBuffer> {
  const pitched = notes.filter(({ program }) => program !== DRUMS)
  const steps = pitched.length > GRAM ? intervals(pitched) : strokes(notes)
  const hashes = new Set<number>()
  for (let at = 0; at + GRAM <= steps.length; at++) hashes.add(hashOf(steps, at))
  if (hashes.size < FEWEST) return new Uint32Array()
  return Uint32Array.from(hashes).sort().slice(0, SKETCH_SIZE)
}

/** Simultaneous notes from low to high, also where a hand did not strike them quite together. */
function intervals(notes: readonly PieceNote[]): Int32Array {
  const sorted = notes.toSorted(
    (a, b) => moment(a) - moment(b) || a.pitch - b.pitch || a.startTicks - b.startTicks,
  )
  return Int32Array.from(sorted.slice(1), ({ pitch }, at) => pitch - sorted[at]!.pitch)
}

const moment = ({ startTicks }: PieceNote): number => Math.round(startTicks / (STROKE_TICKS / 4))

function strokes(notes: readonly PieceNote[]): Int32Array {
  const place = ({ startTicks }: PieceNote): number => Math.round(startTicks / STROKE_TICKS)
  const sorted = notes.toSorted((a, b) => place(a) - place(b) || a.pitch - b.pitch)
  return Int32Array.from(sorted.slice(1), (note, at) => {
    const wait = Math.min(LONGEST_STROKES, place(note) - place(sorted[at]!))
    return wait * 128 + note.pitch
  })
}

/** FNV-1a over the steps, then MurmurHash3's finish, so that every bit depends on every step. */
function hashOf(steps: Int32Array, from: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < from + GRAM; at++)
    hash = Math.imul(hash ^ (steps[at]! + 4096), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Share of all figures of two pieces that both have, 0..1: exact for short pieces, within some hundredths for long ones. */
export function likeness(one: Uint32Array, other: Uint32Array): number {
  let [a, b, shared, all] = [0, 0, 0, 0]
  while (all < SKETCH_SIZE && (a < one.length || b < other.length)) {
    const [left, right] = [one[a] ?? Infinity, other[b] ?? Infinity]
    if (left === right) shared++
    if (left <= right) a++
    if (right <= left) b++
    all++
  }
  return all === 0 ? 0 : shared / all
}
