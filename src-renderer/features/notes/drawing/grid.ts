/** The ground of the roll: rows in the key, lines of the grid, what lies outside of the clip. */
import {
  gridLines,
  gridTicks,
  scaleClasses,
  type Grid,
  type MeterMap,
} from "#shared/music/index.ts"
import type { KeyEvent } from "#shared/project/index.ts"
import type { Stretch } from "../geometry/clip-time.ts"
import type { Rows } from "../geometry/rows.ts"
import { rowAt, tickAt, xOf, yOf, type RollView } from "../geometry/view.ts"
import type { RollColours } from "./colours.ts"

const BLACK_CLASSES = new Set([1, 3, 6, 8, 10])
/** Lines nearer than this are left out. */
const LEAST_CELL_PX = 5
const LEAST_BAR_PX = 12

export interface Ground {
  readonly view: RollView
  readonly rows: Rows
  readonly widthPx: number
  readonly heightPx: number
  readonly grid: Grid
  readonly meters: MeterMap
  readonly keys: readonly KeyEvent[]
  readonly heard: Stretch
  readonly colours: RollColours
}

type Context = CanvasRenderingContext2D

export function drawGround(context: Context, ground: Ground): void {
  const { colours, widthPx, heightPx, rows } = ground
  context.fillStyle = colours.ground
  context.fillRect(0, 0, widthPx, heightPx)
  if (rows.kind === "keys") drawScales(context, ground)
  drawRowLines(context, ground)
  drawTimeLines(context, ground, 0, heightPx)
  drawOutside(context, ground, 0, heightPx)
}

/** Each key of the piece over its stretch; black keys where there is none. */
function drawScales(context: Context, ground: Ground): void {
  const { view, widthPx, keys } = ground
  const edges = [-Infinity, ...keys.map(({ tick }) => tick), Infinity]
  for (let i = 0; i + 1 < edges.length; i++) {
    const left = Math.max(0, xOf(view, edges[i]!))
    const right = Math.min(widthPx, xOf(view, edges[i + 1]!))
    if (right > left) drawScale(context, ground, keys[i - 1], left, right - left)
  }
}

function drawScale(
  context: Context,
  { view, rows, heightPx, colours }: Ground,
  key: KeyEvent | undefined,
  left: number,
  width: number,
): void {
  const classes = key ? scaleClasses(key) : []
  const last = Math.min(rows.pitches.length - 1, rowAt(view, heightPx))
  for (let row = Math.max(0, rowAt(view, 0)); row <= last; row++) {
    const pitchClass = rows.pitches[row]! % 12
    const fill = key
      ? pitchClass === classes[0]
        ? colours.rootRow
        : classes.includes(pitchClass)
          ? colours.scaleRow
          : null
      : BLACK_CLASSES.has(pitchClass)
        ? null
        : colours.scaleRow
    if (fill === null) continue
    context.fillStyle = fill
    context.fillRect(left, yOf(view, row), width, view.rowPx)
  }
}

function drawRowLines(context: Context, { view, rows, widthPx, heightPx, colours }: Ground): void {
  const last = Math.min(rows.pitches.length - 1, rowAt(view, heightPx))
  for (let row = Math.max(0, rowAt(view, 0)); row <= last; row++) {
    const isOctave = rows.kind === "keys" && rows.pitches[row]! % 12 === 0
    if (!isOctave && view.rowPx < LEAST_CELL_PX) continue
    context.fillStyle = isOctave ? colours.octaveLine : colours.rowLine
    context.fillRect(0, Math.round(yOf(view, row) + view.rowPx) - 1, widthPx, 1)
  }
}

/** Bars, beats and cells, each where there is room for them. */
export function drawTimeLines(context: Context, ground: Ground, top: number, height: number): void {
  const { view, widthPx, grid, meters, colours } = ground
  const from = Math.max(0, tickAt(view, 0))
  const to = tickAt(view, widthPx)
  const { meter } = meters.barAt(from)
  const levels: [Grid, string, number][] = [
    [grid, colours.cellLine, LEAST_CELL_PX],
    [{ kind: "beat" }, colours.beatLine, LEAST_CELL_PX],
    [{ kind: "bar" }, colours.barLine, LEAST_BAR_PX],
  ]
  for (const [level, fill, leastPx] of levels) {
    if (gridTicks(level, meter) * view.pxPerTick < leastPx) continue
    context.fillStyle = fill
    for (const tick of gridLines(from, to, level, meters))
      context.fillRect(Math.round(xOf(view, tick)), top, 1, height)
  }
}

/** What is not heard: before the clip and after it. */
export function drawOutside(context: Context, ground: Ground, top: number, height: number): void {
  const { view, widthPx, heard, colours } = ground
  const left = Math.min(widthPx, Math.max(0, xOf(view, heard.startTicks)))
  const right = Math.min(widthPx, Math.max(0, xOf(view, heard.endTicks)))
  context.fillStyle = colours.outside
  context.fillRect(0, top, left, height)
  context.fillRect(right, top, widthPx - right, height)
}
