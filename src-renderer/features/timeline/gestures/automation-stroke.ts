/** Automation by a free hand: its way becomes few points, or what it goes over is removed. One entry of the history. */
import { gridLines } from "#shared/music/index.ts"
import type { AutomationPoint } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import { laneShare } from "../draw/draw-automation.ts"
import { shareAt, swept, thinned, type PathPoint } from "../model/hand-path.ts"
import type { LaneRow } from "../model/rows.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { placeOf, rounded, scaleIn } from "./automation-points.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

/** What no eye sees: the curve lies within this of the hand. */
const TOLERANCE_PX = 1.5

/** Draws along the hand. Where the grid is on, points stand on its lines only. */
export function strokeAutomation(state: TimelineState, row: LaneRow, from: Spot): Gesture {
  const placed = (spot: Spot): PathPoint => ({
    tick: Math.max(0, Math.round(spot.tick)),
    share: Math.min(1, Math.max(0, laneShare(spot.rowsY - row.topPx, row.heightPx))),
  })
  let hand = placed(from)
  let path: readonly PathPoint[] = [hand]
  const gesture = dragOf(state, "Draw automation", (spot) => {
    const to = placed(spot)
    path = swept(path, hand, to)
    hand = to
    return strokeSteps(state, row, onGrid(state, row, path, spot.shift))
  })
  gesture.move(from)
  return gesture
}

/** Points of a path as they will stand: on the grid's lines, where it is on. */
function onGrid(
  state: TimelineState,
  { heightPx }: LaneRow,
  path: readonly PathPoint[],
  isFree: boolean,
): PathPoint[] {
  const tolerance = {
    ticks: TOLERANCE_PX / state.view.pxPerTick,
    share: TOLERANCE_PX / heightPx,
  }
  if (isFree || !state.settings.snap) return thinned(path, tolerance)
  const first = state.snap(path[0]!.tick)
  const last = state.snap(path.at(-1)!.tick)
  const lines = [...gridLines(first, last, state.grid, state.meters), last]
  return thinned(
    lines.map((tick) => ({ tick, share: shareAt(path, tick) })),
    tolerance,
  )
}

/** What stood where the stroke goes is gone; after it, the curve goes on as it did. */
function strokeSteps(state: TimelineState, row: LaneRow, path: readonly PathPoint[]): Step[] {
  const scale = scaleIn(state, row)
  const [first, last] = [path[0]!.tick, path.at(-1)!.tick]
  const before = row.lane.points.findLast(({ tick }) => tick <= last)
  const points = path.map(({ tick, share }): AutomationPoint => {
    const value = rounded(scale.valueAt(share))
    return tick === last && before
      ? { ...before, tick, value }
      : { tick, value, curve: "linear" as const }
  })
  return [
    ...removalOf(row, first, last),
    { name: "automation.set", args: { place: placeOf(row), points } },
  ]
}

/** Removes the points that the hand goes over, at any height. */
export function eraseAutomation(state: TimelineState, row: LaneRow, from: Spot): Gesture {
  let [low, high] = [from.tick, from.tick]
  return dragOf(state, "Remove automation points", ({ tick }) => {
    low = Math.min(low, tick)
    high = Math.max(high, tick)
    return removalOf(row, low, high)
  })
}

function removalOf(row: LaneRow, from: number, to: number): Step[] {
  const ticks = row.lane.points.map(({ tick }) => tick).filter((tick) => tick >= from && tick <= to)
  return ticks.length > 0
    ? [{ name: "automation.remove", args: { place: placeOf(row), ticks } }]
    : []
}
