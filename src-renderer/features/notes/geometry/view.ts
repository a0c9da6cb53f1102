/** Where ticks and rows lie on screen, and moving over them. Ticks are those of the time line. */
export interface RollView {
  /** At the left edge. */
  readonly startTicks: number
  readonly pxPerTick: number
  /** Rows above the top edge, with a fraction. */
  readonly topRow: number
  readonly rowPx: number
}

/** What the view may show, and the room it has. */
export interface Bounds {
  readonly endTicks: number
  readonly rows: number
  readonly widthPx: number
  readonly heightPx: number
}

/** From an hour on a screen to a tick on 2 px. */
const PX_PER_TICK = { least: 1 / 4000, most: 2 }
const ROW_PX = { least: 4, most: 40 }

export const xOf = ({ startTicks, pxPerTick }: RollView, tick: number): number =>
  (tick - startTicks) * pxPerTick

export const tickAt = ({ startTicks, pxPerTick }: RollView, x: number): number =>
  startTicks + x / pxPerTick

export const yOf = ({ topRow, rowPx }: RollView, row: number): number => (row - topRow) * rowPx

/** The row at a height, whole. */
export const rowAt = ({ topRow, rowPx }: RollView, y: number): number =>
  Math.floor(topRow + y / rowPx)

/** The view with its scroll inside the bounds. */
export function inside(view: RollView, { endTicks, rows, widthPx, heightPx }: Bounds): RollView {
  const lastTicks = Math.max(0, endTicks - (widthPx / view.pxPerTick) * 0.25)
  const lastRow = Math.max(0, rows - heightPx / view.rowPx)
  return {
    ...view,
    startTicks: clamp(view.startTicks, 0, lastTicks),
    topRow: clamp(view.topRow, 0, lastRow),
  }
}

/** Wider above 1: what is at `atPx` stays there. */
export function zoomedX(view: RollView, factor: number, atPx: number): RollView {
  const pxPerTick = clamp(view.pxPerTick * factor, PX_PER_TICK.least, PX_PER_TICK.most)
  return { ...view, pxPerTick, startTicks: tickAt(view, atPx) - atPx / pxPerTick }
}

/** Higher rows above 1: what is at `atPx` stays there. */
export function zoomedY(view: RollView, factor: number, atPx: number): RollView {
  const rowPx = clamp(view.rowPx * factor, ROW_PX.least, ROW_PX.most)
  return { ...view, rowPx, topRow: view.topRow + atPx / view.rowPx - atPx / rowPx }
}

export const scrolled = (view: RollView, byXPx: number, byYPx: number): RollView => ({
  ...view,
  startTicks: view.startTicks + byXPx / view.pxPerTick,
  topRow: view.topRow + byYPx / view.rowPx,
})

export interface Box {
  readonly startTicks: number
  readonly endTicks: number
  readonly topRow: number
  readonly bottomRow: number
}

/** The view that shows all of a box with some air; the height of rows stays where the box fits. */
export function framed(view: RollView, box: Box, { widthPx, heightPx }: Bounds): RollView {
  const ticks = Math.max(1, box.endTicks - box.startTicks)
  const pxPerTick = clamp((widthPx * 0.92) / ticks, PX_PER_TICK.least, PX_PER_TICK.most)
  const rows = box.bottomRow - box.topRow + 1
  const rowPx = clamp(Math.min(view.rowPx, heightPx / (rows + 2)), ROW_PX.least, ROW_PX.most)
  return {
    pxPerTick,
    startTicks: Math.max(0, box.startTicks - (widthPx / pxPerTick - ticks) / 2),
    rowPx,
    topRow: box.topRow + rows / 2 - heightPx / rowPx / 2,
  }
}

/** Whether a box is too large for the view, which shows a part of it. */
export function isAmid(view: RollView, box: Box, { widthPx, heightPx }: Bounds): boolean {
  const endTicks = view.startTicks + widthPx / view.pxPerTick
  const endRow = view.topRow + heightPx / view.rowPx
  const fits =
    box.endTicks - box.startTicks <= endTicks - view.startTicks &&
    box.bottomRow + 1 - box.topRow <= endRow - view.topRow
  const isSeen =
    box.startTicks < endTicks &&
    box.endTicks > view.startTicks &&
    box.topRow < endRow &&
    box.bottomRow + 1 > view.topRow
  return !fits && isSeen
}

/** The view moved as little as shows a box, if it fits. */
export function revealed(view: RollView, box: Box, { widthPx, heightPx }: Bounds): RollView {
  const spanTicks = widthPx / view.pxPerTick
  const spanRows = heightPx / view.rowPx
  return {
    ...view,
    startTicks: slid(view.startTicks, spanTicks, box.startTicks, box.endTicks),
    topRow: slid(view.topRow, spanRows, box.topRow, box.bottomRow + 1),
  }
}

function slid(start: number, span: number, from: number, to: number): number {
  if (from < start || to - from > span) return from
  return to > start + span ? to - span : start
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
