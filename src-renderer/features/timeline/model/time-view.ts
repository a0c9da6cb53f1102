/** Ticks and px from left to right. Pure. */
export interface TimeView {
  /** At the left edge; may be a fraction. */
  readonly startTicks: number
  readonly pxPerTick: number
}

/** An hour at 120 in 700 px. */
export const LEAST_PX_PER_TICK = 1e-4
/** A sixty-fourth in 120 px. */
export const MOST_PX_PER_TICK = 2
/** Where the playhead stays while the picture follows it, as a share of the width. */
const FOLLOW_AT = 0.7
const PAGE_MARGIN = 0.06
const FRAME_MARGIN_PX = 24

export const xOf = ({ startTicks, pxPerTick }: TimeView, tick: number): number =>
  (tick - startTicks) * pxPerTick

export const tickOf = ({ startTicks, pxPerTick }: TimeView, x: number): number =>
  startTicks + x / pxPerTick

export const endOf = (view: TimeView, widthPx: number): number => tickOf(view, widthPx)

/** The picture moved to the right by px; never before the start of the piece. */
export function scrolled(view: TimeView, byPx: number): TimeView {
  return { ...view, startTicks: Math.max(0, view.startTicks + byPx / view.pxPerTick) }
}

/** What lies under `x` stays there. @param factor above 1 shows more detail */
export function zoomed(view: TimeView, factor: number, x: number): TimeView {
  const pxPerTick = clampZoom(view.pxPerTick * factor)
  const startTicks = Math.max(0, tickOf(view, x) - x / pxPerTick)
  return { startTicks, pxPerTick }
}

/** A stretch of time over the whole width, with some room beside it. */
export function framed(startTicks: number, endTicks: number, widthPx: number): TimeView {
  const room = Math.max(1, widthPx - 2 * FRAME_MARGIN_PX)
  const pxPerTick = clampZoom(room / Math.max(1, endTicks - startTicks))
  return { startTicks: Math.max(0, startTicks - FRAME_MARGIN_PX / pxPerTick), pxPerTick }
}

/** Moved no more than needed to show a stretch, its start where it does not fit. */
export function revealed(
  view: TimeView,
  startTicks: number,
  endTicks: number,
  widthPx: number,
): TimeView {
  const shown = { start: view.startTicks, end: endOf(view, widthPx) }
  if (startTicks >= shown.start && endTicks <= shown.end) return view
  const margin = FRAME_MARGIN_PX / view.pxPerTick
  const fits = endTicks - startTicks + 2 * margin <= shown.end - shown.start
  const isLater = endTicks > shown.end && fits
  const start = isLater ? endTicks + margin - (shown.end - shown.start) : startTicks - margin
  return { ...view, startTicks: Math.max(0, start) }
}

/**
 * The picture that goes with a playhead: rolling under it, or turned like pages where motion is not wanted. The same
 * view while the playhead needs no change.
 */
export function followed(
  view: TimeView,
  tick: number,
  widthPx: number,
  how: "roll" | "page",
): TimeView {
  const x = xOf(view, tick)
  const isOutside = x < 0 || x > widthPx
  if (how === "page" || x < 0) {
    if (!isOutside) return view
    return { ...view, startTicks: Math.max(0, tick - (widthPx * PAGE_MARGIN) / view.pxPerTick) }
  }
  const over = x - widthPx * FOLLOW_AT
  return over > 0 ? scrolled(view, over) : view
}

const clampZoom = (pxPerTick: number): number =>
  Math.min(MOST_PX_PER_TICK, Math.max(LEAST_PX_PER_TICK, pxPerTick))
