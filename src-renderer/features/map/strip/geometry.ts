/** Time and px in the strip. Pure. */
import { lastAtOrBefore } from "#shared/sorted.ts"

export interface TimeWindow {
  startSeconds: number
  endSeconds: number
}

/** Heights of its rows, px. */
export const OVERVIEW_PX = 22
export const RULER_PX = 26
export const FOOT_PX = 10
export const BOXES_TOP_PX = OVERVIEW_PX + RULER_PX
const SHORTEST_WINDOW_SECONDS = 0.05
const BOUNDARY_REACH_PX = 5
const FIRST_WINDOW_SECONDS = 16

export const spanOf = ({ startSeconds, endSeconds }: TimeWindow): number =>
  endSeconds - startSeconds

export const firstWindow = (durationSeconds: number): TimeWindow =>
  inSong({ startSeconds: 0, endSeconds: FIRST_WINDOW_SECONDS }, durationSeconds)

export const toPx = (window: TimeWindow, seconds: number, width: number): number =>
  ((seconds - window.startSeconds) / spanOf(window)) * width

export const toSeconds = (window: TimeWindow, px: number, width: number): number =>
  window.startSeconds + (px / width) * spanOf(window)

/** The same length, moved into the song; a window longer than the song is the song. */
export function inSong(window: TimeWindow, durationSeconds: number): TimeWindow {
  const span = Math.min(Math.max(spanOf(window), SHORTEST_WINDOW_SECONDS), durationSeconds || 1)
  const startSeconds = Math.min(
    Math.max(0, window.startSeconds),
    Math.max(0, (durationSeconds || 1) - span),
  )
  return { startSeconds, endSeconds: startSeconds + span }
}

export function scrollBy(window: TimeWindow, seconds: number, durationSeconds: number): TimeWindow {
  const { startSeconds, endSeconds } = window
  return inSong(
    { startSeconds: startSeconds + seconds, endSeconds: endSeconds + seconds },
    durationSeconds,
  )
}

/** What lies under `atSeconds` stays where it is on the screen. */
export function zoomAt(
  window: TimeWindow,
  factor: number,
  atSeconds: number,
  durationSeconds: number,
): TimeWindow {
  const span = Math.min(
    Math.max(spanOf(window) * factor, SHORTEST_WINDOW_SECONDS),
    durationSeconds || 1,
  )
  const share = (atSeconds - window.startSeconds) / spanOf(window)
  const startSeconds = atSeconds - share * span
  return inSong({ startSeconds, endSeconds: startSeconds + span }, durationSeconds)
}

/** The window turned over like a page, so that a time is in it; the same window where it is already. */
export function pageTo(window: TimeWindow, seconds: number, durationSeconds: number): TimeWindow {
  if (seconds >= window.startSeconds && seconds < window.endSeconds) return window
  const startSeconds = seconds - spanOf(window) * 0.08
  return inSong({ startSeconds, endSeconds: startSeconds + spanOf(window) }, durationSeconds)
}

/** Moved no more than needed to show a stretch of time, with some room. */
export function reveal(
  window: TimeWindow,
  stretch: TimeWindow,
  durationSeconds: number,
): TimeWindow {
  const span = spanOf(window)
  if (stretch.startSeconds >= window.startSeconds && stretch.endSeconds <= window.endSeconds)
    return window
  const middle = (stretch.startSeconds + stretch.endSeconds) / 2
  return inSong({ startSeconds: middle - span / 2, endSeconds: middle + span / 2 }, durationSeconds)
}

/** First and one after the last chunk that touch the window. */
export function visibleChunks(bounds: Float64Array, window: TimeWindow): [number, number] {
  const count = bounds.length - 1
  if (count < 1) return [0, 0]
  return [
    Math.max(0, lastAtOrBefore(bounds, window.startSeconds)),
    Math.min(count, lastAtOrBefore(bounds, window.endSeconds) + 1),
  ]
}

/** The inner boundary that the pointer can take, or -1; the middle half of a box, however narrow, is the chunk's. */
export function boundaryAt(
  bounds: Float64Array,
  window: TimeWindow,
  px: number,
  width: number,
): number {
  const at = lastAtOrBefore(bounds, toSeconds(window, px, width))
  const pxOf = (boundary: number): number => toPx(window, bounds[boundary] ?? Infinity, width)
  const reach = Math.min(BOUNDARY_REACH_PX, (pxOf(at + 1) - pxOf(at)) / 4)
  const away = (boundary: number): number =>
    boundary < 1 || boundary > bounds.length - 2 ? Infinity : Math.abs(pxOf(boundary) - px)
  const nearest = away(at) <= away(at + 1) ? at : at + 1
  return away(nearest) <= reach ? nearest : -1
}

export interface Tick {
  seconds: number
  isLabelled: boolean
}

const STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600,
]
const LEAST_TICK_PX = 22
const LEAST_LABEL_PX = 84

/** Ticks of the ruler; labels stand so far apart that they never touch. */
export function ticksOf(window: TimeWindow, width: number): { ticks: Tick[]; digits: number } {
  const perSecond = width / spanOf(window)
  const step = STEPS.find((each) => each * perSecond >= LEAST_TICK_PX) ?? 3600
  const labelStep =
    STEPS.find((each) => each * perSecond >= LEAST_LABEL_PX && isMultiple(each, step)) ?? 3600
  const first = Math.ceil(window.startSeconds / step - 1e-9)
  const last = Math.floor(window.endSeconds / step + 1e-9)
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const seconds = (first + i) * step
    return { seconds, isLabelled: isMultiple(seconds, labelStep) }
  })
  return { ticks, digits: labelStep >= 1 ? 0 : labelStep >= 0.1 ? 1 : 2 }
}

const isMultiple = (value: number, of: number): boolean =>
  Math.abs(value / of - Math.round(value / of)) < 1e-6
