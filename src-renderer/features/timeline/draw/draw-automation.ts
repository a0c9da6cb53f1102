/** A lane of automation: its curve, a wash under it and its points. */
import type { AutomationPoint } from "#shared/project/index.ts"
import { automatedOf } from "../model/automated.ts"
import { progressOf, type LaneScale } from "../model/curve.ts"
import type { LaneRow } from "../model/rows.ts"
import { xOf, type TimeView } from "../model/time-view.ts"
import type { ClipScene, RowBox } from "./draw-clips.ts"
import { colourIndex } from "./ink.ts"

/** Free above and below the curve, px. */
export const LANE_MARGIN_PX = 6
const POINT_PX = 3
const SMOOTH_STEPS = 16
const HINT_LEFT_PX = 14
const EMPTY_HINT = "Click for points; with the pencil, draw. Ctrl drag bends"
/** Nearer points stand for each other. */
const LEAST_POINT_PX = 5

/** Height of a value in a lane, px from the row's top. */
export const laneY = (scale: LaneScale, value: number, heightPx: number): number =>
  LANE_MARGIN_PX + (1 - scale.shareOf(value)) * (heightPx - 2 * LANE_MARGIN_PX - 1)

/** The share of the scale at a height; the inverse of `laneY`. */
export const laneShare = (y: number, heightPx: number): number =>
  1 - (y - LANE_MARGIN_PX) / (heightPx - 2 * LANE_MARGIN_PX - 1)

export function drawAutomation(
  context: CanvasRenderingContext2D,
  { lane, track }: LaneRow,
  box: RowBox,
  { ink, project, view, widthPx }: ClipScene,
): void {
  const { points } = lane
  if (points.length === 0) {
    context.fillStyle = ink.text3
    context.fillText(EMPTY_HINT, HINT_LEFT_PX, box.top + box.height / 2 + 4)
    return
  }
  const scale = automatedOf(project, lane.target).scale(points.map(({ value }) => value))
  const inks = ink.clips[colourIndex(track.colour, ink)]!
  const y = (value: number): number => box.top + laneY(scale, value, box.height)
  const [first, end] = between(points, view, widthPx)
  const path = (): void => {
    context.beginPath()
    const begin = points[first]!
    const startX = first === 0 ? Math.min(0, xOf(view, begin.tick)) : xOf(view, begin.tick)
    context.moveTo(startX, y(begin.value))
    for (let i = first; i < end; i++)
      lineTo(context, [points[i]!, points[i + 1]], view, { y, isEven: scale.isEven })
    context.lineTo(Math.max(widthPx, xOf(view, points[end - 1]!.tick)), y(points[end - 1]!.value))
  }
  path()
  context.strokeStyle = inks.mark
  context.lineWidth = 1.5
  context.stroke()
  context.fillStyle = inks.mark
  let last = -Infinity
  for (let i = first; i < end; i++) {
    const x = xOf(view, points[i]!.tick)
    if (x - last < LEAST_POINT_PX) continue
    last = x
    context.beginPath()
    context.arc(x, y(points[i]!.value), POINT_PX, 0, 2 * Math.PI)
    context.fill()
  }
}

function lineTo(
  context: CanvasRenderingContext2D,
  [point, next]: [AutomationPoint, AutomationPoint | undefined],
  view: TimeView,
  { y, isEven }: { y(value: number): number; isEven: boolean },
): void {
  const x = xOf(view, point.tick)
  context.lineTo(x, y(point.value))
  if (!next || (point.curve === "linear" && isEven)) return
  const nextX = xOf(view, next.tick)
  if (point.curve === "hold") {
    context.lineTo(nextX, y(point.value))
    return
  }
  for (let i = 1; i < SMOOTH_STEPS; i++) {
    const share = i / SMOOTH_STEPS
    const value =
      point.value + (next.value - point.value) * progressOf(share, point.curve, point.tension)
    context.lineTo(x + (nextX - x) * share, y(value))
  }
}

/** Points that can be seen, and one on either side. */
function between(
  points: readonly AutomationPoint[],
  view: TimeView,
  widthPx: number,
): [number, number] {
  let first = 0
  while (first < points.length - 1 && xOf(view, points[first + 1]!.tick) < 0) first++
  let end = first + 1
  while (end < points.length && xOf(view, points[end - 1]!.tick) < widthPx) end++
  return [first, end]
}
