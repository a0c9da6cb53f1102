/**
 * A gesture as strokes: stretches in one direction, with what a classifier asks of each (scratch.md 4.3). A short halt within
 * a direction belongs to the stroke (a tear has some); a longer one ends it.
 */
import { firstIndexWhere } from "#shared/sorted.ts"
import { cutEdges, isOpenAt, type CutEdge, type CutSettings } from "./fader-cuts.ts"
import type { Gesture, PositionPoint } from "./gesture.ts"
import { withoutJumps } from "./jumps.ts"

export interface Stroke {
  startSeconds: number
  endSeconds: number
  durationSeconds: number
  /** 1 as a record plays, -1 back. */
  direction: 1 | -1
  /** How far, in seconds of record at 33 1/3 rpm; never negative. */
  extentSeconds: number
  /** Record speed, never negative. */
  peakVelocity: number
  /** Where in the stroke it is fastest, 0..1: .5 for an even hand. */
  peakPhase: number
  /** Halts within it. */
  dips: number
  isOpenAtStart: boolean
  isOpenAtEnd: boolean
  opens: number
  closes: number
  /** Where in the stroke the fader opened or closed, 0..1. */
  clickPhases: number[]
  /** How long it was open, one by one. */
  openSeconds: number[]
}

const SECONDS_PER_TURN = 1.8
/** Both sides of a point over which its speed is taken: noise of a few ticks is less than a hand. */
const WINDOW_SECONDS = 0.004
const MOVING = 0.05
const LONGEST_DIP_SECONDS = 0.06
const LEAST_EXTENT_SECONDS = 0.008

export function strokesOf(gesture: Gesture, settings: CutSettings = {}): Stroke[] {
  const edges = cutEdges(gesture.fader, settings)
  return spansOf(withoutJumps(gesture.points))
    .filter(({ extent }) => Math.abs(extent) >= LEAST_EXTENT_SECONDS)
    .map((span) => strokeOf(span, edges))
}

interface Span {
  start: number
  end: number
  sign: number
  extent: number
  peak: number
  peakAt: number
  dips: number
}

/** Stretches in which the record moves one way. Halts shorter than a dip's are within. */
function spansOf(points: readonly PositionPoint[]): Span[] {
  const spans: Span[] = []
  let open: Span | undefined
  const velocities = velocitiesOf(points)
  for (let i = 1; i < points.length; i++) {
    const velocity = velocities[i]!
    const { timeSeconds: at, positionTurns } = points[i]!
    const before = points[i - 1]!
    const way = (positionTurns - before.positionTurns) * SECONDS_PER_TURN
    const sign = Math.abs(velocity) < MOVING ? 0 : Math.sign(velocity)
    if (open && (sign === -open.sign || at - open.end > LONGEST_DIP_SECONDS)) open = undefined
    if (sign === 0) continue
    if (!open) spans.push((open = emptySpan(before.timeSeconds, sign)))
    else if (before.timeSeconds - open.end > WINDOW_SECONDS / 2) open.dips++
    open.end = at
    open.extent += way
    if (Math.abs(velocity) > open.peak) {
      open.peak = Math.abs(velocity)
      open.peakAt = at
    }
  }
  return spans
}

const emptySpan = (start: number, sign: number): Span => ({
  ...{ start, end: start, sign, extent: 0, peak: 0, peakAt: start, dips: 0 },
})

/** Record speed at every point, from the points about it. */
function velocitiesOf(points: readonly PositionPoint[]): Float64Array {
  const velocities = new Float64Array(points.length)
  let from = 0
  let to = 0
  for (let i = 0; i < points.length; i++) {
    const at = points[i]!.timeSeconds
    while (points[from + 1] && from + 1 < i && points[from]!.timeSeconds < at - WINDOW_SECONDS)
      from++
    while (to < points.length - 1 && points[to]!.timeSeconds < at + WINDOW_SECONDS) to++
    const [a, b] = [points[Math.min(from, Math.max(0, i - 1))]!, points[Math.max(to, i)]!]
    const seconds = b.timeSeconds - a.timeSeconds
    const turns = b.positionTurns - a.positionTurns
    velocities[i] = seconds > 0 ? (turns * SECONDS_PER_TURN) / seconds : 0
  }
  return velocities
}

function strokeOf(
  { start, end, sign, extent, peak, peakAt, dips }: Span,
  all: readonly CutEdge[],
): Stroke {
  const durationSeconds = end - start
  const phase = (at: number): number => (durationSeconds > 0 ? (at - start) / durationSeconds : 0)
  // Halved for, since an hour has thousands of both.
  const first = Math.max(
    1,
    firstIndexWhere(all.length, (i) => all[i]!.timeSeconds > start),
  )
  const behind = firstIndexWhere(all.length, (i) => all[i]!.timeSeconds >= end)
  const within = all.slice(first, Math.max(first, behind))
  const isOpenAtStart = isOpenAt(all, start)
  const openSeconds: number[] = []
  let openSince = isOpenAtStart ? start : undefined
  for (const { timeSeconds, isOpen } of within) {
    if (isOpen) openSince = timeSeconds
    else if (openSince !== undefined) {
      openSeconds.push(timeSeconds - openSince)
      openSince = undefined
    }
  }
  if (openSince !== undefined) openSeconds.push(end - openSince)
  return {
    ...{ startSeconds: start, endSeconds: end, durationSeconds, dips, isOpenAtStart, openSeconds },
    direction: sign > 0 ? 1 : -1,
    extentSeconds: Math.abs(extent),
    peakVelocity: peak,
    peakPhase: phase(peakAt),
    isOpenAtEnd: isOpenAt(all, end),
    opens: within.filter(({ isOpen }) => isOpen).length,
    closes: within.filter(({ isOpen }) => !isOpen).length,
    clickPhases: within.map(({ timeSeconds }) => phase(timeSeconds)),
  }
}
