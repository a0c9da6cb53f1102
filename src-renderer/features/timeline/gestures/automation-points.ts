/** Points of a lane of automation: added, moved between their neighbours, removed; a curve is bent. */
import type { AutomationPoint } from "#shared/project/index.ts"
import { laneShare, laneY } from "../draw/draw-automation.ts"
import { automatedOf } from "../model/automated.ts"
import type { LaneScale } from "../model/curve.ts"
import type { LaneRow } from "../model/rows.ts"
import { xOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

const REACH_PX = 7
const BEND_PX = 60

export const scaleIn = ({ project }: TimelineState, { lane }: LaneRow): LaneScale =>
  automatedOf(project, lane.target).scale(lane.points.map(({ value }) => value))

export const placeOf = ({ track, lane }: LaneRow): { trackId: string; laneId: string } => ({
  trackId: track.id,
  laneId: lane.id,
})

/** The point under the hand. */
export function pointAt(state: TimelineState, row: LaneRow, spot: Spot): AutomationPoint | null {
  const scale = scaleIn(state, row)
  const y = spot.rowsY - row.topPx
  const near = row.lane.points.filter(
    ({ tick, value }) =>
      Math.abs(xOf(state.view, tick) - spot.x) <= REACH_PX &&
      Math.abs(laneY(scale, value, row.heightPx) - y) <= REACH_PX,
  )
  return near[0] ?? null
}

const valueUnder = (state: TimelineState, row: LaneRow, spot: Spot): number =>
  rounded(scaleIn(state, row).valueAt(laneShare(spot.rowsY - row.topPx, row.heightPx)))

export const rounded = (value: number): number => Math.round(value * 1000) / 1000

export function movePoint(state: TimelineState, row: LaneRow, point: AutomationPoint): Gesture {
  const { points } = row.lane
  const index = points.indexOf(point)
  const low = (points[index - 1]?.tick ?? -1) + 1
  const high = (points[index + 1]?.tick ?? Infinity) - 1
  return dragOf(state, "Move automation point", (spot) => {
    const toTick = Math.min(high, Math.max(low, state.snap(spot.tick, spot.shift)))
    const moves = [{ tick: point.tick, toTick, value: valueUnder(state, row, spot) }]
    return [{ name: "automation.move", args: { place: placeOf(row), moves } }]
  })
}

/** A new point, which goes on with the hand. */
export function drawPoint(state: TimelineState, row: LaneRow, from: Spot): Gesture {
  const gesture = dragOf(state, "Add automation point", (spot) => {
    const point = {
      tick: state.snap(spot.tick, spot.shift),
      value: valueUnder(state, row, spot),
      curve: "linear" as const,
    }
    return [{ name: "automation.set", args: { place: placeOf(row), points: [point] } }]
  })
  gesture.move(from)
  return gesture
}

export function addPoint(state: TimelineState, row: LaneRow, spot: Spot): void {
  drawPoint(state, row, spot).end()
}

export function removePoint(state: TimelineState, row: LaneRow, point: AutomationPoint): void {
  state.studio.project.run("automation.remove", { place: placeOf(row), ticks: [point.tick] })
}

const NEXT_CURVE = { linear: "hold", hold: "smooth", smooth: "linear" } as const

/** The way on from a point: straight, held, smooth, and straight again. */
export function nextCurve(state: TimelineState, row: LaneRow, point: AutomationPoint): void {
  const curve = NEXT_CURVE[point.curve]
  const args = { place: placeOf(row), ticks: [point.tick], curve }
  state.studio.project.run("automation.curve", args)
}

/** Bends the curve after the last point before the hand: up is early, down is late. */
export function bendCurve(state: TimelineState, row: LaneRow, from: Spot): Gesture | null {
  const point = row.lane.points.findLast(({ tick }) => tick <= from.tick)
  if (!point) return null
  const before = point.curve === "smooth" ? (point.tension ?? 0) : 0
  return dragOf(state, "Bend automation", (spot) => {
    const tension = rounded(Math.min(1, Math.max(-1, before + (from.y - spot.y) / BEND_PX)))
    const args = { place: placeOf(row), ticks: [point.tick], curve: "smooth" as const, tension }
    return [{ name: "automation.curve", args }]
  })
}
