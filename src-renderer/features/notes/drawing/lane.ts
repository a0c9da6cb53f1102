/** A lane below the roll: velocities as stems, controllers as steps that hold to the next. */
import {
  notesBetween,
  type ControllerEvent,
  type Note,
  type NotesClip,
} from "#shared/project/index.ts"
import type { Chosen } from "../edits/whole-selection.ts"
import { tickAt, xOf } from "../geometry/view.ts"
import { shareOf, type ControlKind } from "../lanes/lane-kind.ts"
import { bucketOf, type NoteColours } from "./colours.ts"
import { drawOutside, drawTimeLines, type Ground } from "./grid.ts"

/** Above and below the curve. */
export const LANE_AIR_PX = 8
/** With more the heads would hide each other. */
const MOST_HEADS = 1500

export interface DrawnLane extends Ground {
  readonly clip: NotesClip
  readonly toLineTicks: number
  readonly selected: Chosen
  readonly noteColours: NoteColours
}

type Context = CanvasRenderingContext2D

export const laneY = (share: number, heightPx: number): number =>
  LANE_AIR_PX + (1 - share) * (heightPx - 2 * LANE_AIR_PX)

export const laneShare = (y: number, heightPx: number): number =>
  1 - (y - LANE_AIR_PX) / Math.max(1, heightPx - 2 * LANE_AIR_PX)

export function drawLaneGround(context: Context, lane: DrawnLane): void {
  const { colours, widthPx, heightPx } = lane
  context.fillStyle = colours.ground
  context.fillRect(0, 0, widthPx, heightPx)
  drawTimeLines(context, lane, 0, heightPx)
  context.fillStyle = colours.rowLine
  for (const share of [0, 0.5, 1])
    context.fillRect(0, Math.round(laneY(share, heightPx)), widthPx, 1)
  drawOutside(context, lane, 0, heightPx)
}

/** Selected ones in bone, on top. */
export function drawVelocities(context: Context, lane: DrawnLane): void {
  const { view, clip, toLineTicks, selected, widthPx, heightPx, colours, noteColours } = lane
  const from = Math.floor(tickAt(view, -8) - toLineTicks)
  const to = Math.ceil(tickAt(view, widthPx + 8) - toLineTicks)
  const notes = notesBetween(clip, from, to)
  if (notes.length > MOST_HEADS) {
    drawCrowd(context, lane, notes)
    return
  }
  for (const isLast of [false, true])
    for (const { id, startTicks, velocity, isMuted } of notes) {
      if (selected.has(id) !== isLast) continue
      const own = isMuted === true ? noteColours.muted : noteColours.fills[bucketOf(velocity)]!
      context.fillStyle = isLast ? colours.bone : own
      const x = xOf(view, startTicks + toLineTicks)
      const y = laneY(velocity / 127, heightPx)
      context.fillRect(x - 0.5, y, 1.5, Math.max(1, laneY(0, heightPx) - y))
      context.beginPath()
      context.arc(x + 0.25, y, 3.5, 0, 2 * Math.PI)
      context.fill()
    }
}

/** The loudest note of each pixel: the others would lie behind it. */
function drawCrowd(context: Context, lane: DrawnLane, notes: readonly Note[]): void {
  const { view, toLineTicks, selected, widthPx, heightPx, colours, noteColours } = lane
  const loudest = new Uint8Array(Math.ceil(widthPx) + 1)
  const isSelected = new Uint8Array(loudest.length)
  for (const { id, startTicks, velocity } of notes) {
    const x = Math.floor(xOf(view, startTicks + toLineTicks))
    if (x < 0 || x >= loudest.length) continue
    loudest[x] = Math.max(loudest[x]!, velocity)
    if (selected.size > 0 && selected.has(id)) isSelected[x] = 1
  }
  const floor = laneY(0, heightPx)
  loudest.forEach((velocity, x) => {
    if (velocity === 0) return
    const y = laneY(velocity / 127, heightPx)
    context.fillStyle = isSelected[x] === 1 ? colours.bone : noteColours.fills[bucketOf(velocity)]!
    context.fillRect(x, y, 1, Math.max(1, floor - y))
  })
}

/** @param events of one kind, by tick */
export function drawControl(
  context: Context,
  lane: DrawnLane,
  events: readonly ControllerEvent[],
  kind: ControlKind,
): void {
  const { view, toLineTicks, widthPx, heightPx, noteColours } = lane
  const rest = laneY(kind === "bend" ? 0.5 : 0, heightPx)
  const points = events.map((event) => ({
    x: xOf(view, event[0] + toLineTicks),
    y: laneY(shareOf(event, kind), heightPx),
  }))
  context.fillStyle = noteColours.muted
  context.strokeStyle = noteColours.track
  context.lineWidth = 1.5
  const first = points.findLastIndex(({ x }) => x < 0)
  for (let i = Math.max(0, first); i < points.length; i++) {
    const { x, y } = points[i]!
    if (x > widthPx) break
    const right = Math.min(widthPx, points[i + 1]?.x ?? widthPx)
    context.fillRect(x, Math.min(y, rest), right - x, Math.max(1, Math.abs(rest - y)))
  }
  context.beginPath()
  for (let i = Math.max(0, first); i < points.length && points[i]!.x <= widthPx; i++) {
    const { x, y } = points[i]!
    if (i > Math.max(0, first)) context.lineTo(x, y)
    else context.moveTo(x, y)
    context.lineTo(Math.min(widthPx, points[i + 1]?.x ?? widthPx), y)
  }
  context.stroke()
  drawDots(context, points, widthPx, noteColours.track)
}

function drawDots(
  context: Context,
  points: readonly { x: number; y: number }[],
  widthPx: number,
  fill: string,
): void {
  const shown = points.filter(({ x }) => x >= -4 && x <= widthPx + 4)
  if (shown.length * 6 > widthPx) return
  context.fillStyle = fill
  context.beginPath()
  for (const { x, y } of shown) {
    context.moveTo(x + 2.5, y)
    context.arc(x, y, 2.5, 0, 2 * Math.PI)
  }
  context.fill()
}
