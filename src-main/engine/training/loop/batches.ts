/** What a step learns from: windows of pieces, drawn anew for every step from the seed alone, so that a run can go on anywhere. */
import { integers, type Tensors, floats } from "../../compute/index.ts"
import { type Random, seededRandom } from "#shared/music/random.ts"
import type { Field, Rows } from "../language/language.ts"

export interface WindowShape {
  batch: number
  context: number
  fields: readonly Field[]
  given: readonly Field[]
}

export interface Window {
  rows: Rows
  start: number
}

interface DrawOptions {
  batch: number
  context: number
  seed: number
  /** As the piece might also have been. */
  vary: (rows: Rows, random: Random) => Rows
}

/** Windows of pieces, longer pieces more often; the beginning and the end of a piece as often as its middle. */
export function drawWindows(
  pieces: readonly Rows[],
  { batch, context, seed, vary }: DrawOptions,
): Window[] {
  const random = seededRandom(seed)
  const ends = cumulative(pieces)
  return Array.from({ length: batch }, () => {
    const piece = pieces[indexAt(ends, random() * ends.at(-1)!)]!
    const rows = vary(piece, random)
    return { rows, start: startIn(rows.length, context, random) }
  })
}

const startIn = (length: number, context: number, random: Random): number => {
  const margin = context / 4
  const start = Math.floor(random() * (Math.max(0, length - context) + 2 * margin) - margin)
  return Math.min(Math.max(0, start), Math.max(0, length - context))
}

/**
 * Windows as a model's inputs: `before`, `given`, `values`, and `weights`, which are 0 past a piece's end and where
 * nothing is asked.
 */
export function toTensors(windows: readonly Window[], shape: WindowShape): Tensors {
  const { context, fields, given } = shape
  const places = windows.length * context
  const before = new Int32Array(places * fields.length)
  const values = new Int32Array(places * fields.length)
  const weights = new Float32Array(places * fields.length)
  const known = new Int32Array(places * given.length)
  for (const [which, { rows, start }] of windows.entries()) {
    for (let row = 0; row < context; row++) {
      const [from, place] = [start + row, which * context + row]
      if (from > rows.length) break
      for (const [at, { size }] of fields.entries()) {
        const to = place * fields.length + at
        before[to] = from === 0 ? size : rows.values[(from - 1) * fields.length + at]!
        if (from >= rows.length) continue
        values[to] = rows.values[from * fields.length + at]!
        weights[to] = rows.asked[from * fields.length + at]!
      }
      if (from >= rows.length) continue
      for (let at = 0; at < given.length; at++)
        known[place * given.length + at] = rows.given[from * given.length + at]!
    }
  }
  const grid = [windows.length, context]
  return {
    before: integers(before, [...grid, fields.length]),
    values: integers(values, [...grid, fields.length]),
    given: integers(known, [...grid, given.length]),
    weights: floats(weights, [...grid, fields.length]),
  }
}

function cumulative(pieces: readonly Rows[]): number[] {
  let sum = 0
  return pieces.map(({ length }) => (sum += length))
}

/** Of rising numbers the first above `wanted`, by halving. */
function indexAt(ends: readonly number[], wanted: number): number {
  let [low, high] = [0, ends.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}
