/** Scratch notation on a canvas: beats, lines, clicks and techniques of one staff, wherever it is shown. */
import {
  techniqueShort,
  UNSURE,
  type BeatLine,
  type NotationBracket,
  type NotationDot,
  type NotationPoint,
} from "#shared/scratch/index.ts"

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Where a staff is drawn, px. */
export interface StaffFrame {
  left: number
  right: number
  /** Of the staff itself; techniques and bar numbers stand above it. */
  top: number
  bottom: number
  xOf(seconds: number): number
  /** @param height seconds of record above the lower edge */
  yOf(height: number): number
}

export interface LineInk {
  colour: string
  width: number
  dash?: readonly number[]
}

export interface GridInk {
  beat: string
  bar: string
  words: string
  fontNumbers: string
}

const ABOVE_PX = 12
const BAR_NUMBER_PX = 28
const ARM_PX = 4
const DOT_PX = 2.4

export function drawStaffGrid(
  context: Context,
  grid: readonly BeatLine[],
  { left, right, top, bottom, xOf }: StaffFrame,
  ink: GridInk,
): void {
  context.fillStyle = ink.beat
  for (let quarter = 0; quarter <= 4; quarter++) {
    context.globalAlpha = quarter % 4 === 0 ? 1 : 0.5
    context.fillRect(left, Math.round(top + ((bottom - top) * quarter) / 4), right - left, 1)
  }
  context.globalAlpha = 1
  context.font = `10px ${ink.fontNumbers}`
  context.textAlign = "left"
  for (const { timeSeconds, bar } of grid) {
    const x = Math.round(xOf(timeSeconds))
    if (x < left || x > right) continue
    context.fillStyle = bar === null ? ink.beat : ink.bar
    context.fillRect(x, top, 1, bottom - top)
    if (bar === null || x > right - 12) continue
    context.fillStyle = ink.words
    context.fillText(String(bar), x + 4, top - BAR_NUMBER_PX)
  }
}

export function drawStaffLines(
  context: Context,
  lines: readonly (readonly NotationPoint[])[],
  { xOf, yOf }: StaffFrame,
  { colour, width, dash = [] }: LineInk,
): void {
  context.strokeStyle = colour
  context.lineWidth = width
  context.lineJoin = "round"
  context.setLineDash([...dash])
  context.beginPath()
  for (const line of lines)
    line.forEach(([seconds, height], i) => {
      if (i === 0) context.moveTo(xOf(seconds), yOf(height))
      else context.lineTo(xOf(seconds), yOf(height))
    })
  context.stroke()
  context.setLineDash([])
}

export function drawStaffDots(
  context: Context,
  dots: readonly NotationDot[],
  { xOf, yOf }: StaffFrame,
  colour: string,
): void {
  context.fillStyle = colour
  for (const { timeSeconds, recordSeconds } of dots) {
    context.beginPath()
    context.arc(xOf(timeSeconds), yOf(recordSeconds), DOT_PX, 0, 2 * Math.PI)
    context.fill()
  }
}

/** A technique over the stretch in which it is played; its word only where there is room. */
export function drawStaffBrackets(
  context: Context,
  brackets: readonly Pick<NotationBracket, "startSeconds" | "endSeconds" | "technique">[],
  { left, right, top, xOf }: StaffFrame,
  ink: { arm: string; words: string; fontUi: string },
): void {
  context.font = `500 11px ${ink.fontUi}`
  context.textAlign = "center"
  context.lineWidth = 1
  const y = top - ABOVE_PX + 0.5
  for (const { startSeconds, endSeconds, technique } of brackets) {
    const from = Math.max(left, xOf(startSeconds)) + 2
    const to = Math.min(right, xOf(endSeconds)) - 2
    if (to - from < 4) continue
    const words = technique === null ? UNSURE : techniqueShort(technique)
    const half = context.measureText(words).width / 2 + 4
    const middle = (from + to) / 2
    const hasWords = to - from > 2 * half
    context.strokeStyle = ink.arm
    context.beginPath()
    context.moveTo(from, y + ARM_PX)
    context.lineTo(from, y)
    context.lineTo(hasWords ? middle - half : middle, y)
    context.moveTo(hasWords ? middle + half : middle, y)
    context.lineTo(to, y)
    context.lineTo(to, y + ARM_PX)
    context.stroke()
    context.fillStyle = ink.words
    if (hasWords) context.fillText(words, middle, y + 4)
  }
}
