/** Which time of a gesture is shown, and moving over it. */
import type { Range } from "#shared/gesture/index.ts"

export interface TimeView {
  /** At the left edge. */
  readonly startSeconds: number
  readonly pxPerSecond: number
}

/** From three hours on a screen to 50 microseconds a pixel. */
const PX_PER_SECOND = { least: 0.1, most: 20_000 }
const AIR = 0.04

export const xOf = ({ startSeconds, pxPerSecond }: TimeView, seconds: number): number =>
  (seconds - startSeconds) * pxPerSecond

export const secondsAt = ({ startSeconds, pxPerSecond }: TimeView, x: number): number =>
  startSeconds + x / pxPerSecond

export const shownRange = (view: TimeView, widthPx: number): Range => ({
  startSeconds: view.startSeconds,
  endSeconds: secondsAt(view, widthPx),
})

/** Nearer above 1: what is at `atPx` stays there. */
export function zoomed(view: TimeView, factor: number, atPx: number): TimeView {
  const pxPerSecond = Math.min(
    PX_PER_SECOND.most,
    Math.max(PX_PER_SECOND.least, view.pxPerSecond * factor),
  )
  return { pxPerSecond, startSeconds: secondsAt(view, atPx) - atPx / pxPerSecond }
}

export const scrolled = (view: TimeView, px: number): TimeView => ({
  ...view,
  startSeconds: view.startSeconds + px / view.pxPerSecond,
})

/** All of a range with a little air. */
export function framed({ startSeconds, endSeconds }: Range, widthPx: number): TimeView {
  const seconds = Math.max(0.01, endSeconds - startSeconds)
  const pxPerSecond = Math.min(
    PX_PER_SECOND.most,
    Math.max(PX_PER_SECOND.least, (widthPx * (1 - 2 * AIR)) / seconds),
  )
  return { pxPerSecond, startSeconds: startSeconds - (widthPx / pxPerSecond - seconds) / 2 }
}

/** Not far past the ends of what there is. */
export function inside(view: TimeView, durationSeconds: number, widthPx: number): TimeView {
  const shown = widthPx / view.pxPerSecond
  const least = -AIR * shown
  const most = Math.max(least, durationSeconds - 0.5 * shown)
  return { ...view, startSeconds: Math.min(most, Math.max(least, view.startSeconds)) }
}
