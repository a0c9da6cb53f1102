/** A notation in rows, as a page has them: what a writer of any kind draws. */
import { firstIndexWhere } from "#shared/sorted.ts"
import { StaffFold } from "./fold.ts"
import type {
  Notation,
  NotationBracket,
  NotationDot,
  NotationPoint,
  NotationSound,
} from "./model.ts"

export interface BeatLine {
  timeSeconds: number
  /** Of the bar that begins here, from 1; null on the other beats. */
  bar: number | null
}

export interface Staff {
  startSeconds: number
  endSeconds: number
  /** Seconds, and seconds of record above the lower edge. */
  lines: NotationPoint[][]
  dots: NotationDot[]
  brackets: NotationBracket[]
  sounds: NotationSound[]
  /** Of the beats; without a tempo a line each second, none of them a bar's. */
  grid: BeatLine[]
}

export interface Staves {
  /** Height of every staff, seconds of record. */
  reachSeconds: number
  rows: Staff[]
  /** More rows are not drawn; the seconds at which it ends. */
  endSeconds: number
}

export interface StavesOptions {
  barsPerRow?: number
  /** Without a tempo. */
  secondsPerRow?: number
}

const MOST_ROWS = 1000
const LEAST_REACH_SECONDS = 0.35
const MOST_REACH_SECONDS = 1.2
const ROOM = 1.15
/** The staff is as high as all but so many lines are. */
const TALLEST = 0.95

export function stavesOf(notation: Notation, options: StavesOptions = {}): Staves {
  const { barsPerRow = 2, secondsPerRow = 5 } = options
  const { beats, durationSeconds } = notation
  const bar = beats ? (beats.beatsPerBar * 60) / beats.tempoBpm : 0
  const rowSeconds = beats ? bar * barsPerRow : secondsPerRow
  // The first row begins with the bar in which the gesture does.
  const first = beats
    ? beats.firstBeatSeconds - Math.ceil(beats.firstBeatSeconds / bar - 1e-6) * bar
    : 0
  const wanted = Math.max(1, Math.ceil((durationSeconds - first) / rowSeconds - 1e-6))
  const count = Math.min(MOST_ROWS, wanted)
  const reachSeconds = reachOf(notation)
  const rows = Array.from({ length: count }, (_, i) => {
    const startSeconds = first + i * rowSeconds
    return staffOf(notation, startSeconds, startSeconds + rowSeconds, reachSeconds)
  })
  return { reachSeconds, rows, endSeconds: Math.min(durationSeconds, first + count * rowSeconds) }
}

/** So high that nearly every line fits. */
function reachOf({ lines }: Notation): number {
  const heights = lines.map(({ points }) => spread(points)).sort((a, b) => a - b)
  const tall = heights[Math.floor(heights.length * TALLEST)] ?? heights.at(-1) ?? 0
  return Math.min(MOST_REACH_SECONDS, Math.max(LEAST_REACH_SECONDS, tall * ROOM))
}

function spread(points: readonly NotationPoint[]): number {
  let [low, high] = [Infinity, -Infinity]
  for (const [, at] of points) {
    low = Math.min(low, at)
    high = Math.max(high, at)
  }
  return high - low
}

function staffOf(notation: Notation, start: number, end: number, reach: number): Staff {
  const lines = clipped(notation, start, end)
  const dots = within(notation.dots, ({ timeSeconds }) => timeSeconds, start, end)
  return {
    ...{ startSeconds: start, endSeconds: end },
    ...placed(lines, dots, reach),
    brackets: notation.brackets.filter(
      ({ startSeconds, endSeconds }) => startSeconds < end && endSeconds > start,
    ),
    sounds: within(notation.sounds, ({ startSeconds }) => startSeconds, start, end),
    grid: gridOf(notation.beats, start, end),
  }
}

/** Sorted ones whose time lies in a stretch. */
function within<T>(
  list: readonly T[],
  timeOf: (one: T) => number,
  start: number,
  end: number,
): T[] {
  const from = firstIndexWhere(list.length, (i) => timeOf(list[i]!) >= start)
  return list.slice(
    from,
    firstIndexWhere(list.length, (i) => timeOf(list[i]!) >= end),
  )
}

function clipped({ lines }: Notation, start: number, end: number): NotationPoint[][] {
  const from = firstIndexWhere(lines.length, (i) => lines[i]!.points.at(-1)![0] > start)
  const parts: NotationPoint[][] = []
  for (let i = from; i < lines.length && lines[i]!.points[0]![0] < end; i++)
    parts.push(part(lines[i]!.points, start, end))
  return parts.filter(({ length }) => length > 1)
}

function part(points: readonly NotationPoint[], start: number, end: number): NotationPoint[] {
  const first = firstIndexWhere(points.length, (i) => points[i]![0] > start)
  const behind = firstIndexWhere(points.length, (i) => points[i]![0] >= end)
  const cut = points.slice(first, behind)
  const [before, after] = [points[first - 1], points[behind]]
  const head = points[first]
  const tail = points[behind - 1]
  if (before && head) cut.unshift(between(before, head, start))
  if (after && tail) cut.push(between(tail, after, end))
  return cut
}

function between(a: NotationPoint, b: NotationPoint, seconds: number): NotationPoint {
  const share = b[0] > a[0] ? (seconds - a[0]) / (b[0] - a[0]) : 0
  return [seconds, a[1] + (b[1] - a[1]) * Math.min(1, Math.max(0, share))]
}

/** In the middle where all fits, folded where it does not. */
function placed(
  lines: readonly NotationPoint[][],
  dots: readonly NotationDot[],
  reach: number,
): { lines: NotationPoint[][]; dots: NotationDot[] } {
  const all = lines.flat()
  const low = all.reduce((least, [, at]) => Math.min(least, at), Infinity)
  if (spread(all) <= reach) {
    const offset = low === Infinity ? 0 : low - (reach - spread(all)) / 2
    return {
      lines: lines.map((line) => line.map(([x, y]) => [x, y - offset])),
      dots: dots.map((dot) => ({ ...dot, recordSeconds: dot.recordSeconds - offset })),
    }
  }
  return folded(lines, dots, reach)
}

function folded(lines: readonly NotationPoint[][], dots: readonly NotationDot[], reach: number) {
  const fold = new StaffFold(reach)
  const [drawn, clicks]: [NotationPoint[][], NotationDot[]] = [[], []]
  let next = 0
  for (const line of lines) {
    for (; next < dots.length && dots[next]!.timeSeconds <= line[0]![0]; next++) {
      const dot = dots[next]!
      clicks.push({ ...dot, recordSeconds: fold.push(dot.recordSeconds).height })
    }
    let pen: NotationPoint[] = []
    let before: NotationPoint | undefined
    for (const point of line) {
      for (const [x, y] of steps(before, point, reach)) {
        const { height, isLifted } = fold.push(y)
        if (isLifted && pen.length > 0) {
          drawn.push(pen)
          pen = []
        }
        pen.push([x, height])
      }
      before = point
    }
    drawn.push(pen)
  }
  const rest = dots.slice(next).map((dot) => {
    return { ...dot, recordSeconds: fold.push(dot.recordSeconds).height }
  })
  return { lines: drawn.filter(({ length }) => length > 1), dots: [...clicks, ...rest] }
}

/** Thinned lines have long steps: cut up, so that a fold loses little. */
function steps(
  before: NotationPoint | undefined,
  point: NotationPoint,
  reach: number,
): NotationPoint[] {
  if (!before) return [point]
  const count = Math.max(1, Math.ceil(Math.abs(point[1] - before[1]) / (reach / 24)))
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / count
    return [before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share]
  })
}

export function gridOf(beats: Notation["beats"], start: number, end: number): BeatLine[] {
  const step = beats ? 60 / beats.tempoBpm : 1
  const zero = beats ? beats.firstBeatSeconds : 0
  const first = Math.ceil((start - zero) / step - 1e-6)
  const count = Math.max(0, Math.floor((end - zero) / step + 1e-6) - first + 1)
  // Bars count from the one in which second 0 lies.
  const perBar = beats?.beatsPerBar ?? 1
  const barOfZero = beats ? Math.floor((0 - zero) / (step * perBar) + 1e-6) : 0
  return Array.from({ length: count }, (_, i) => {
    const beat = first + i
    const isBar = beats !== null && ((beat % perBar) + perBar) % perBar === 0
    return {
      timeSeconds: zero + beat * step,
      bar: isBar ? Math.floor(beat / perBar) - barOfZero + 1 : null,
    }
  })
}
