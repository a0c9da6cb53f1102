/** What a press on a lane of automation means: its points by hand, or with the pencil a curve as the hand goes. */
import type { LaneRow } from "../model/rows.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import {
  addPoint,
  bendCurve,
  drawPoint,
  movePoint,
  nextCurve,
  pointAt,
  removePoint,
} from "./automation-points.ts"
import { eraseAutomation, strokeAutomation } from "./automation-stroke.ts"
import type { Press, Spot } from "./gesture.ts"

/** The pencil draws and erases with Alt, as it does with clips; without it, Alt draws. Ctrl bends. */
export function lanePress(state: TimelineState, row: LaneRow, spot: Spot): Press {
  const point = pointAt(state, row, spot)
  const isPencil = state.tool === "draw"
  const click = (at: Spot): void => {
    if (!point) {
      if (!(isPencil && at.alt)) addPoint(state, row, at)
    } else if (at.alt) removePoint(state, row, point)
    else if (at.shift) nextCurve(state, row, point)
  }
  if (isPencil && spot.alt)
    return { cursor: "not-allowed", click, drag: (from) => eraseAutomation(state, row, from) }
  if (spot.ctrl && !point)
    return {
      cursor: "ns-resize",
      click,
      drag: (from) => bendCurve(state, row, from) ?? drawPoint(state, row, from),
    }
  if (isPencil || spot.alt)
    return {
      cursor: point && spot.alt ? "not-allowed" : "crosshair",
      click,
      drag: (from) => strokeAutomation(state, row, from),
    }
  if (point) return { cursor: "move", click, drag: () => movePoint(state, row, point) }
  return { cursor: "crosshair", click, drag: (from) => drawPoint(state, row, from) }
}
