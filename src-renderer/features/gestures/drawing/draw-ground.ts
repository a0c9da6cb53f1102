/** Lines of time and beats, the selection, the edges of lanes. */
import { lineAt, lineSeconds, type BeatGrid } from "#shared/gesture/index.ts"
import { cssAlpha, cssOf } from "../../../graphics/index.ts"
import { secondsAt, xOf } from "../model/view.ts"
import type { Picture } from "./picture.ts"

const LEAST_PX = 9
const TEXT_PX = 70
const STEPS_SECONDS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 600,
]

export function drawGround(context: CanvasRenderingContext2D, picture: Picture): void {
  const { widthPx, heightPx, lanes, palette, selection, view } = picture
  context.fillStyle = cssOf(palette.void)
  context.fillRect(0, 0, widthPx, heightPx)
  context.fillStyle = cssOf(palette.surface1)
  context.fillRect(0, 0, widthPx, lanes.ruler.height)
  if (selection) {
    const [from, to] = [xOf(view, selection.startSeconds), xOf(view, selection.endSeconds)]
    context.fillStyle = cssAlpha(palette.bone, 0.07)
    context.fillRect(from, lanes.ruler.height, Math.max(1, to - from), heightPx)
    context.fillStyle = cssOf(palette.bone)
    context.fillRect(from, lanes.ruler.height - 3, Math.max(2, to - from), 3)
  }
  if (picture.grid) drawBeats(context, picture, picture.grid)
  else drawSeconds(context, picture)
  context.fillStyle = cssOf(palette.lineSoft)
  for (const { top, height } of Object.values(lanes))
    context.fillRect(0, Math.round(top + height) - 1, widthPx, 1)
  context.fillStyle = cssOf(palette.line)
  for (const { top, height } of [lanes.speed, lanes.sound])
    context.fillRect(0, Math.round(top + height / 2), widthPx, 1)
}

function drawSeconds(context: CanvasRenderingContext2D, picture: Picture): void {
  const { view, widthPx } = picture
  const step = STEPS_SECONDS.find((each) => each * view.pxPerSecond >= TEXT_PX) ?? 1200
  const first = Math.ceil(view.startSeconds / step)
  const last = Math.floor(secondsAt(view, widthPx) / step)
  for (let i = first; i <= last; i++)
    mark(context, picture, {
      at: i * step,
      text: secondsText(i * step, step),
      isStrong: i % 5 === 0,
    })
}

function drawBeats(context: CanvasRenderingContext2D, picture: Picture, grid: BeatGrid): void {
  const { view, widthPx, beats } = picture
  const perBar = (beats?.beatsPerBar ?? 4) * grid.linesPerBeat
  const px = lineSeconds(grid) * view.pxPerSecond
  // The finest of lines, beats, bars and groups of bars that can be told apart.
  const every =
    [1, grid.linesPerBeat, perBar, 4 * perBar, 16 * perBar, 64 * perBar].find(
      (lines) => lines * px >= LEAST_PX,
    ) ?? 256 * perBar
  const texts = Math.max(perBar, Math.ceil(TEXT_PX / (px * perBar)) * perBar)
  const lineOf = (seconds: number): number =>
    Math.floor((seconds - grid.firstBeatSeconds) / lineSeconds(grid))
  const first = Math.floor(lineOf(view.startSeconds) / every) * every
  const last = lineOf(secondsAt(view, widthPx)) + 1
  for (let line = first; line <= last; line += every) {
    const isText = line % texts === 0
    mark(context, picture, {
      at: lineAt(line, grid),
      text: isText ? String(line / perBar + 1) : "",
      isStrong: line % (perBar * Math.max(1, every / perBar)) === 0,
    })
  }
}

interface Mark {
  at: number
  text: string
  isStrong: boolean
}

function mark(
  context: CanvasRenderingContext2D,
  { view, lanes, heightPx, palette }: Picture,
  { at, text, isStrong }: Mark,
): void {
  const x = Math.round(xOf(view, at))
  context.fillStyle = cssOf(isStrong ? palette.line : palette.lineSoft)
  context.fillRect(x, text ? 4 : lanes.ruler.height - 6, 1, heightPx)
  if (!text) return
  context.fillStyle = cssOf(palette.text2)
  context.font = `10px ${palette.fontNumbers}`
  context.textAlign = "left"
  context.fillText(text, x + 4, 14)
}

function secondsText(seconds: number, step: number): string {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
  const rest = (Math.abs(seconds) % 60).toFixed(digits)
  const minutes = Math.floor(Math.abs(seconds) / 60)
  return `${seconds < 0 ? "−" : ""}${minutes}:${rest.padStart(digits > 0 ? digits + 3 : 2, "0")}`
}
