/** Stretches in which a record moves one way, and the same after an edit, of which only what changed is read again. */
import { countBefore, countUntil } from "./in-time.ts"
import type { PositionPoint } from "./gesture.ts"
import { jumpsOf, withoutJumps } from "./jumps.ts"

export interface Span {
  /** Of the point behind the start, in the points that were read. */
  readonly index: number
  start: number
  end: number
  sign: number
  /** Seconds of record, signed. */
  extent: number
  peak: number
  peakAt: number
  dips: number
}

export const SECONDS_PER_TURN = 1.8
/** Both sides of a point over which its speed is taken: noise of a few ticks is less than a hand. */
const WINDOW_SECONDS = 0.004
const MOVING = 0.05
const LONGEST_DIP_SECONDS = 0.06
/** From a change on, this far around it speeds or halts may be others. */
const REACH_SECONDS = 2 * WINDOW_SECONDS + LONGEST_DIP_SECONDS
/** So many spans behind a change are read until one begins where it began before. */
const SPANS_BEHIND = 3

/** The points as columns, which an hour of them is read from several times as fast. */
interface Columns {
  readonly times: Float64Array
  readonly turns: Float64Array
}

/** In the order of time. */
export const spansOf = (points: readonly PositionPoint[]): Span[] =>
  readSpans(columnsOf(withoutJumps(points)), 1, 0)

/**
 * `spansOf(after)`, given those of the points before an edit: where the points are the very same at the beginning and at the
 * end, their spans are, too. null where too much is another.
 */
export function spansAfter(
  before: readonly PositionPoint[],
  known: readonly Span[],
  after: readonly PositionPoint[],
): Span[] | null {
  const [head, tail] = alike(before, after)
  const later = after.length - before.length
  if (head + tail < after.length / 2) return null
  const from = after[head - 1]?.timeSeconds ?? -Infinity
  const to = after[after.length - tail]?.timeSeconds ?? Infinity
  // The last span that ends well before is read again: it may end later now.
  const touched = firstSpan(known, ({ end }) => end >= from - REACH_SECONDS)
  const first = Math.max(0, touched - 1)
  const begin = touched > 0 ? known[first]!.index : 1
  const behind = firstSpan(known, ({ start }) => start > to + REACH_SECONDS)
  const last = known[behind + SPANS_BEHIND]
  const beginSeconds = after[begin - 1]?.timeSeconds ?? 0
  // A point more on either side is what a speed between distant points is taken from.
  const left = Math.max(0, countBefore(after, beginSeconds - REACH_SECONDS) - 2)
  const right = last ? countUntil(after, last.start + REACH_SECONDS) + 2 : after.length
  const part = after.slice(left, right)
  if (jumpsOf(part).length > 0) return null
  const read = readSpans(columnsOf(part), begin - left, left)
  const kept = known.slice(0, first)
  if (!last) return kept.concat(read)
  // From the first span on that begins where one did, all is as it was.
  for (let at = behind; at < behind + SPANS_BEHIND; at++) {
    const span = known[at]!
    const same = read.findIndex(({ index }) => index === span.index + later)
    if (same < 0) continue
    const rest = known.slice(at)
    const moved = later === 0 ? rest : rest.map((one) => ({ ...one, index: one.index + later }))
    return kept.concat(read.slice(0, same), moved)
  }
  return null
}

/** How many points at the beginning and at the end are the very same. */
function alike(before: readonly unknown[], after: readonly unknown[]): [number, number] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++
  return [head, tail]
}

function firstSpan(spans: readonly Span[], holds: (span: Span) => boolean): number {
  const found = spans.findIndex(holds)
  return found < 0 ? spans.length : found
}

function columnsOf(points: readonly PositionPoint[]): Columns {
  const times = new Float64Array(points.length)
  const turns = new Float64Array(points.length)
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!
    times[i] = point.timeSeconds
    turns[i] = point.positionTurns
  }
  return { times, turns }
}

/** Halts shorter than a dip's are within. @param from the first point to be read @param offset added to indices */
function readSpans(columns: Columns, from: number, offset: number): Span[] {
  const spans: Span[] = []
  let open: Span | undefined
  const velocities = velocitiesOf(columns)
  const { times, turns } = columns
  for (let i = Math.max(1, from); i < times.length; i++) {
    const velocity = velocities[i]!
    const at = times[i]!
    const before = times[i - 1]!
    const sign = Math.abs(velocity) < MOVING ? 0 : Math.sign(velocity)
    if (open && (sign === -open.sign || at - open.end > LONGEST_DIP_SECONDS)) open = undefined
    if (sign === 0) continue
    if (!open) spans.push((open = emptySpan(i + offset, before, sign)))
    else if (before - open.end > WINDOW_SECONDS / 2) open.dips++
    open.end = at
    open.extent += (turns[i]! - turns[i - 1]!) * SECONDS_PER_TURN
    if (Math.abs(velocity) > open.peak) {
      open.peak = Math.abs(velocity)
      open.peakAt = at
    }
  }
  return spans
}

const emptySpan = (index: number, start: number, sign: number): Span => ({
  ...{ index, start, end: start, sign, extent: 0, peak: 0, peakAt: start, dips: 0 },
})

/** Record speed at every point, from the points about it. */
function velocitiesOf({ times, turns }: Columns): Float64Array {
  const { length } = times
  const velocities = new Float64Array(length)
  let from = 0
  let to = 0
  for (let i = 0; i < length; i++) {
    const at = times[i]!
    while (from + 1 < i && times[from]! < at - WINDOW_SECONDS) from++
    while (to < length - 1 && times[to]! < at + WINDOW_SECONDS) to++
    const a = Math.min(from, Math.max(0, i - 1))
    const b = Math.max(to, i)
    const seconds = times[b]! - times[a]!
    velocities[i] = seconds > 0 ? ((turns[b]! - turns[a]!) * SECONDS_PER_TURN) / seconds : 0
  }
  return velocities
}
