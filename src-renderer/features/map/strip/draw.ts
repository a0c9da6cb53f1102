/** Draws the strip. Everything in CSS px; only what is in the window is touched. */
import { lastAtOrBefore } from "#shared/sorted.ts"
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import { timeText } from "../../../ui/words.ts"
import {
  BOXES_TOP_PX,
  FOOT_PX,
  OVERVIEW_PX,
  spanOf,
  ticksOf,
  toPx,
  toSeconds,
  visibleChunks,
  type TimeWindow,
} from "./geometry.ts"
import { rangeOf, type PeaksTile } from "../../../engine/peaks-tiles.ts"

export interface StripPicture {
  palette: Palette
  window: TimeWindow
  width: number
  height: number
  durationSeconds: number
  /** Of the part; with the boundary that is being dragged where the hand has it. */
  bounds: Float64Array
  /** Map index of the part's first chunk. */
  offset: number
  /** Map count x 4 bytes. */
  colours: Uint8Array
  loudnessDb: Float32Array
  selected: ReadonlySet<number>
  path: ReadonlySet<number>
  tiles: readonly PeaksTile[]
  rateHz: number
}

type Canvas = CanvasRenderingContext2D

const BAR_PITCH_PX = 2
const BAR_PX = 1.3
/** Narrower chunks than this are drawn together, column by column. */
const LEAST_BOX_PX = 3

export function drawStrip(canvas: Canvas, picture: StripPicture): void {
  canvas.clearRect(0, 0, picture.width, picture.height)
  drawOverview(canvas, picture)
  drawRuler(canvas, picture)
  drawBoxes(canvas, picture)
}

function drawOverview(canvas: Canvas, picture: StripPicture): void {
  const { palette, window, width, durationSeconds, bounds, offset, colours, loudnessDb } = picture
  const columns = Math.ceil(width)
  for (let x = 0; x < columns; x++) {
    const chunk = lastAtOrBefore(bounds, ((x + 0.5) / width) * durationSeconds)
    if (chunk < 0 || chunk >= bounds.length - 1) continue
    const level = ((loudnessDb[offset + chunk] ?? -60) + 54) / 46
    const tall = (OVERVIEW_PX - 6) * Math.min(1, Math.max(0.16, level))
    const isEdge =
      toPx({ startSeconds: 0, endSeconds: durationSeconds }, bounds[chunk]!, width) > x - 0.5
    canvas.globalAlpha = isEdge ? 0.5 : 0.88
    canvas.fillStyle = cssOf(colours, (offset + chunk) * 4)
    canvas.fillRect(x, 3 + (OVERVIEW_PX - 6 - tall) / 2, 1, tall)
  }
  canvas.globalAlpha = 1
  const whole = { startSeconds: 0, endSeconds: durationSeconds }
  const left = toPx(whole, window.startSeconds, width)
  const right = Math.max(left + 6, toPx(whole, window.endSeconds, width))
  canvas.fillStyle = cssAlpha(palette.void, 0.62)
  canvas.fillRect(0, 2, left, OVERVIEW_PX - 4)
  canvas.fillRect(right, 2, width - right, OVERVIEW_PX - 4)
  canvas.strokeStyle = cssOf(palette.bone)
  canvas.lineWidth = 1.5
  canvas.beginPath()
  canvas.roundRect(
    Math.max(1, left),
    1.75,
    Math.min(width - 1, right) - Math.max(1, left),
    OVERVIEW_PX - 3.5,
    3,
  )
  canvas.stroke()
}

function drawRuler(canvas: Canvas, { palette, window, width }: StripPicture): void {
  const { ticks, digits } = ticksOf(window, width)
  canvas.font = `400 10px ${palette.fontNumbers}`
  canvas.textAlign = "left"
  for (const { seconds, isLabelled } of ticks) {
    const x = Math.round(toPx(window, seconds, width)) + 0.5
    canvas.fillStyle = cssOf(palette.line)
    canvas.fillRect(x, OVERVIEW_PX + 6, 1, isLabelled ? 9 : 5)
    if (!isLabelled) continue
    canvas.fillStyle = cssOf(palette.text3)
    canvas.fillText(timeText(seconds, digits), x + 5, OVERVIEW_PX + 16)
  }
}

function drawBoxes(canvas: Canvas, picture: StripPicture): void {
  const { window, width, height, bounds } = picture
  const [first, last] = visibleChunks(bounds, window)
  const average = ((bounds[last] ?? 0) - (bounds[first] ?? 0)) / Math.max(1, last - first)
  const isDense = (average / spanOf(window)) * width < LEAST_BOX_PX
  const tall = Math.max(8, height - BOXES_TOP_PX - FOOT_PX)
  if (isDense) drawColumns(canvas, picture, tall)
  else for (let chunk = first; chunk < last; chunk++) drawBox(canvas, picture, chunk, tall)
}

function drawBox(canvas: Canvas, picture: StripPicture, chunk: number, tall: number): void {
  const { palette, window, width, bounds, offset, colours, selected, path } = picture
  const index = offset + chunk
  const left = toPx(window, bounds[chunk]!, width)
  const right = toPx(window, bounds[chunk + 1]!, width)
  const isSelected = selected.has(index)
  const from = Math.max(-4, left + 0.6)
  const box = Math.max(1.2, Math.min(width + 4, right - 0.6) - from)
  canvas.fillStyle = over(colours, index * 4, palette.void, isSelected ? 0.5 : 0.2)
  canvas.beginPath()
  canvas.roundRect(from, BOXES_TOP_PX, box, tall, Math.min(3, box / 2))
  canvas.fill()
  canvas.fillStyle = isSelected
    ? over(colours, index * 4, palette.bone, 0.72)
    : cssOf(colours, index * 4)
  drawWave(canvas, picture, Math.max(0, left + 1), Math.min(width, right - 0.8), tall)
  if (isSelected) outline(canvas, left, right, tall, cssOf(palette.bone), 2)
  else if (path.has(index))
    outline(canvas, left + 1, right - 1, tall, cssAlpha(palette.bone, 0.75), 1)
}

function outline(
  canvas: Canvas,
  left: number,
  right: number,
  tall: number,
  colour: string,
  px: number,
): void {
  canvas.strokeStyle = colour
  canvas.lineWidth = px
  canvas.beginPath()
  canvas.roundRect(left, BOXES_TOP_PX - 0.5, Math.max(2, right - left), tall + 1, 3)
  canvas.stroke()
}

const reach = { low: 0, high: 0 }

/** Bars on a grid that scrolls with the sound, so that they do not shimmer. */
function drawWave(
  canvas: Canvas,
  picture: StripPicture,
  left: number,
  right: number,
  tall: number,
): void {
  const { window, width, tiles, rateHz } = picture
  const perPx = (spanOf(window) / width) * rateHz
  const origin = window.startSeconds * rateHz
  const pitch = BAR_PITCH_PX * perPx
  const middle = BOXES_TOP_PX + tall / 2
  for (let bar = Math.ceil((origin + left * perPx) / pitch); ; bar++) {
    const x = (bar * pitch - origin) / perPx
    if (x > right - BAR_PX * 0.5) return
    rangeOf(tiles, bar * pitch, (bar + 1) * pitch, reach)
    const high = shaped(reach.high) * tall * 0.47
    const low = shaped(-reach.low) * tall * 0.47
    canvas.fillRect(
      x,
      middle - Math.max(0.5, high),
      Math.min(BAR_PX, right - x),
      Math.max(1, high + low),
    )
  }
}

/** Quiet sounds keep a visible form. */
const shaped = (value: number): number => Math.min(1, Math.max(0, value)) ** 0.75

function drawColumns(canvas: Canvas, picture: StripPicture, tall: number): void {
  const { palette, window, width, bounds, offset, colours, selected, tiles, rateHz } = picture
  const middle = BOXES_TOP_PX + tall / 2
  for (let x = 0; x < width; x += BAR_PITCH_PX) {
    const from = toSeconds(window, x, width)
    const to = toSeconds(window, x + BAR_PITCH_PX, width)
    const chunk = lastAtOrBefore(bounds, (from + to) / 2)
    if (chunk < 0 || chunk >= bounds.length - 1) continue
    const index = offset + chunk
    canvas.fillStyle = over(colours, index * 4, palette.void, selected.has(index) ? 0.55 : 0.17)
    canvas.fillRect(x, BOXES_TOP_PX, BAR_PITCH_PX, tall)
    rangeOf(tiles, from * rateHz, to * rateHz, reach)
    const high = shaped(reach.high) * tall * 0.47
    const low = shaped(-reach.low) * tall * 0.47
    canvas.fillStyle = cssOf(colours, index * 4)
    canvas.fillRect(x, middle - Math.max(0.5, high), BAR_PX, Math.max(1, high + low))
  }
}

function over(colour: Uint8Array, at: number, ground: ArrayLike<number>, share: number): string {
  const mix = (k: number): number => Math.round(ground[k]! + (colour[at + k]! - ground[k]!) * share)
  return cssOf([mix(0), mix(1), mix(2)])
}

export interface CursorPicture {
  palette: Palette
  window: TimeWindow
  width: number
  height: number
  playheadSeconds: number
  /** Where an audition is, in this part. */
  auditionSeconds: number | null
  /** Outlined stretches: hovered, sounding. */
  hovered: TimeWindow | null
  sounding: TimeWindow | null
  /** A boundary under the hand. */
  boundarySeconds: number | null
}

/** What moves while sound plays, on a canvas of its own. */
export function drawCursor(canvas: Canvas, picture: CursorPicture): void {
  const { palette, window, width, height, hovered, sounding, boundarySeconds } = picture
  canvas.clearRect(0, 0, width, height)
  const tall = Math.max(8, height - BOXES_TOP_PX - FOOT_PX)
  const box = ({ startSeconds, endSeconds }: TimeWindow): [number, number] => [
    toPx(window, startSeconds, width),
    toPx(window, endSeconds, width),
  ]
  if (sounding) {
    const [left, right] = box(sounding)
    canvas.fillStyle = cssAlpha(palette.bone, 0.13)
    canvas.fillRect(left, BOXES_TOP_PX, right - left, tall)
    outline(canvas, left, right, tall, cssOf(palette.bone), 1.5)
  }
  if (hovered) {
    canvas.fillStyle = cssAlpha(palette.bone, 0.07)
    const [left, right] = box(hovered)
    canvas.fillRect(left, BOXES_TOP_PX, right - left, tall)
  }
  if (boundarySeconds !== null) {
    const x = toPx(window, boundarySeconds, width)
    canvas.fillStyle = cssOf(palette.bone)
    canvas.fillRect(x - 1, BOXES_TOP_PX - 3, 2, tall + 6)
  }
  if (picture.auditionSeconds !== null) {
    canvas.fillStyle = cssAlpha(palette.bone, 0.8)
    canvas.fillRect(toPx(window, picture.auditionSeconds, width), BOXES_TOP_PX, 1, tall)
  }
  drawPlayhead(canvas, picture)
}

function drawPlayhead(
  canvas: Canvas,
  { palette, window, width, height, playheadSeconds }: CursorPicture,
): void {
  const x = toPx(window, playheadSeconds, width)
  if (x < -6 || x > width + 6) return
  canvas.fillStyle = cssOf(palette.bone)
  canvas.fillRect(x - 0.75, OVERVIEW_PX + 4, 1.5, height - OVERVIEW_PX - 8)
  canvas.beginPath()
  canvas.moveTo(x - 5.5, OVERVIEW_PX + 4)
  canvas.lineTo(x + 5.5, OVERVIEW_PX + 4)
  canvas.lineTo(x, OVERVIEW_PX + 12)
  canvas.fill()
}
