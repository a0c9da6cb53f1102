/** Draws, moves and resizes the stretch that is played over and over. */
import { xOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

export type LoopZone = "start" | "end" | "body" | "outside"

const EDGE_PX = 6

export function loopZone(state: TimelineState, x: number): LoopZone {
  const { startTicks, lengthTicks } = state.project.loop
  const left = xOf(state.view, startTicks)
  const right = xOf(state.view, startTicks + lengthTicks)
  if (Math.abs(x - left) <= EDGE_PX) return "start"
  if (Math.abs(x - right) <= EDGE_PX) return "end"
  return x > left && x < right ? "body" : "outside"
}

export function loopRange(state: TimelineState, from: Spot, zone: LoopZone): Gesture {
  const { startTicks, lengthTicks } = state.project.loop
  const endTicks = startTicks + lengthTicks
  const anchor = zone === "start" ? endTicks : zone === "end" ? startTicks : state.snap(from.tick)
  return dragOf(state, "Set loop", (spot) => {
    if (zone === "body") {
      const start = state.snap(startTicks + spot.tick - from.tick, spot.shift)
      return [{ name: "loop.set", args: { startTicks: start, lengthTicks, isOn: true } }]
    }
    const to = state.snap(spot.tick, spot.shift)
    const length = Math.abs(to - anchor)
    if (length === 0) return []
    const args = { startTicks: Math.min(to, anchor), lengthTicks: length, isOn: true }
    return [{ name: "loop.set", args }]
  })
}
