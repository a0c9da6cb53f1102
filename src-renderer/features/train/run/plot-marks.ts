/** What lies over the curves. Places on the canvas are device px, as uPlot has them. */
import type uPlot from "uplot"
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"
import { spread } from "../model/curves.ts"
import { figureText } from "../model/words.ts"
import { LABELS_PX, type Picture } from "./picture.ts"

const HATCH_PX = 9
const LABEL_APART_PX = 16
const NAME_PX = 13
const EDGE_PX = 14

interface Frame {
  readonly canvas: CanvasRenderingContext2D
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Device px a CSS px. */
  readonly ratio: number
}

function frameOf(chart: uPlot): Frame {
  const { left, top, width, height } = chart.bbox
  return { canvas: chart.ctx, left, top, width, height, ratio: devicePixelRatio }
}

const yOf = (chart: uPlot, value: number): number => chart.valToPos(value, "y", true)
const xOf = (chart: uPlot, step: number): number => chart.valToPos(step, "x", true)

/** What is still to come, hatched, behind the line of now. */
export function drawFuture(chart: uPlot, { step, isUnderWay, palette }: Picture): void {
  if (!isUnderWay) return
  const { canvas, left, top, width, height, ratio } = frameOf(chart)
  const from = Math.min(left + width, Math.max(left, xOf(chart, step)))
  canvas.save()
  canvas.beginPath()
  canvas.rect(from, top, left + width - from, height)
  canvas.clip()
  canvas.fillStyle = cssAlpha(palette.text, 0.025)
  canvas.fillRect(from, top, left + width - from, height)
  canvas.strokeStyle = cssAlpha(palette.text, 0.035)
  canvas.lineWidth = ratio
  canvas.beginPath()
  for (let x = from - height; x < left + width; x += HATCH_PX * ratio) {
    canvas.moveTo(x, top + height)
    canvas.lineTo(x + height, top)
  }
  canvas.stroke()
  canvas.restore()
  // uPlot remembers what it set last: everything is left as it was found.
  canvas.save()
  canvas.fillStyle = cssAlpha(palette.bone, 0.5)
  canvas.fillRect(Math.round(from), top, ratio, height)
  canvas.fillStyle = cssOf(palette.text2)
  canvas.font = `${11 * ratio}px ${palette.fontUi}`
  const isAtEnd = from > left + width - 34 * ratio
  canvas.textAlign = isAtEnd ? "right" : "left"
  canvas.fillText("now", from + (isAtEnd ? -6 : 6) * ratio, top + height - 8 * ratio)
  canvas.restore()
}

export function drawBaselines(chart: uPlot, { baselines, palette }: Picture): void {
  const { canvas, left, width, top, height, ratio } = frameOf(chart)
  canvas.save()
  canvas.setLineDash([2 * ratio, 4 * ratio])
  canvas.strokeStyle = cssOf(palette.text3)
  canvas.lineWidth = 1.2 * ratio
  for (const { valid } of baselines) {
    const y = yOf(chart, valid)
    if (y < top || y > top + height) continue
    canvas.beginPath()
    canvas.moveTo(left, y)
    canvas.lineTo(left + width, y)
    canvas.stroke()
  }
  canvas.restore()
}

/** Rings where it can be heard; the best is full. */
export function drawMarks(chart: uPlot, { checkpoints, palette }: Picture): void {
  const { canvas, left, top, width, height, ratio } = frameOf(chart)
  canvas.save()
  canvas.beginPath()
  canvas.rect(left - 12 * ratio, top - 12 * ratio, width + 24 * ratio, height + 24 * ratio)
  canvas.clip()
  const ring = (x: number, y: number, radius: number): void => {
    canvas.beginPath()
    canvas.arc(x, y, radius * ratio, 0, 2 * Math.PI)
  }
  // Where there are many, rings would hide the curve.
  const isCrowded = checkpoints.length * 12 * ratio > width
  for (const { step, valid, isBest } of checkpoints) {
    const [x, y] = [xOf(chart, step), yOf(chart, valid)]
    if (y < top) continue
    if (isBest) {
      ring(x, y, 5.5)
      canvas.fillStyle = cssOf(palette.bone)
      canvas.fill()
      ring(x, y, 10)
      canvas.strokeStyle = cssAlpha(palette.bone, 0.5)
      canvas.lineWidth = 1.2 * ratio
      canvas.stroke()
    } else if (!isCrowded) {
      ring(x, y, 3.5)
      canvas.fillStyle = cssOf(palette.void)
      canvas.strokeStyle = cssOf(palette.ai)
      canvas.lineWidth = 1.5 * ratio
      canvas.fill()
      canvas.stroke()
    }
  }
  canvas.restore()
}

interface Label {
  readonly y: number
  readonly name: string
  readonly value: number
  readonly colour: Palette["text"]
  readonly isOwn: boolean
}

function labelsOf(chart: uPlot, picture: Picture): Label[] {
  const { baselines, compared, measurements, name, palette } = picture
  const best = bestOf(measurements)
  const other = compared && bestOf(compared.measurements)
  const label = (value: number, text: string, isOwn = false): Label => {
    const colour = isOwn ? palette.ai : palette.text2
    return { y: yOf(chart, value), name: text, value, colour, isOwn }
  }
  return [
    ...baselines.map(({ valid, name: text }) => label(valid, capital(text))),
    ...(compared && other !== null ? [label(other, compared.name)] : []),
    ...(best === null ? [] : [label(best, name, true)]),
  ]
}

/** Names and figures at the right edge, apart from each other. */
export function drawLabels(chart: uPlot, picture: Picture): void {
  const { canvas, left, top, width, height, ratio } = frameOf(chart)
  const { palette } = picture
  const labels = labelsOf(chart, picture).filter(({ y }) => y >= top - 1 && y <= top + height + 1)
  const heights = spread(
    labels.map(({ y }) => y),
    LABEL_APART_PX * ratio,
    top + height,
  )
  const from = left + width
  const end = from + LABELS_PX * ratio - EDGE_PX * ratio
  canvas.save()
  labels.forEach(({ y, name, value, colour, isOwn }, index) => {
    const at = heights[index]!
    canvas.strokeStyle = cssAlpha(colour, 0.5)
    canvas.lineWidth = ratio
    canvas.beginPath()
    canvas.moveTo(from, y)
    canvas.lineTo(from + 8 * ratio, at)
    canvas.stroke()
    canvas.fillStyle = cssOf(colour)
    canvas.textAlign = "right"
    canvas.font = `${10 * ratio}px ${palette.fontNumbers}`
    canvas.fillText(figureText(value), end, at + 4 * ratio)
    canvas.textAlign = "left"
    canvas.font = `${isOwn ? 640 : 500} ${11.5 * ratio}px ${palette.fontUi}`
    const room = LABELS_PX - NAME_PX - EDGE_PX - 40
    canvas.fillText(fitted(canvas, name, room * ratio), from + NAME_PX * ratio, at + 4 * ratio)
  })
  canvas.restore()
}

function fitted(canvas: CanvasRenderingContext2D, text: string, roomPx: number): string {
  if (canvas.measureText(text).width <= roomPx) return text
  let length = text.length
  while (length > 1 && canvas.measureText(`${text.slice(0, length)}…`).width > roomPx) length--
  return `${text.slice(0, length)}…`
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const bestOf = (measurements: Picture["measurements"]): number | null =>
  measurements.length === 0 ? null : Math.min(...measurements.map(({ valid }) => valid))
