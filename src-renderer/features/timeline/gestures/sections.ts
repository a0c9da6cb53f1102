/** Markers and sections: drawn, moved, and their end drawn out. */
import type { Marker } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import { markersOf } from "../draw/draw-ruler.ts"
import { freshId } from "../edit/fresh-id.ts"
import { xOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

export interface MarkerHit {
  readonly marker: Marker
  readonly zone: "body" | "end"
}

const EDGE_PX = 6
const FLAG_PX = 14

export function markerHit({ project, view }: TimelineState, x: number): MarkerHit | null {
  for (const marker of markersOf(project).toReversed()) {
    const left = xOf(view, marker.tick)
    if (marker.lengthTicks === undefined) {
      if (x >= left - 2 && x <= left + FLAG_PX) return { marker, zone: "body" }
      continue
    }
    const right = xOf(view, marker.tick + marker.lengthTicks)
    if (x < left || x > right) continue
    return { marker, zone: right - x <= EDGE_PX ? "end" : "body" }
  }
  return null
}

export function moveMarker(state: TimelineState, from: Spot, { marker, zone }: MarkerHit): Gesture {
  if (zone === "body")
    return dragOf(state, "Move marker", (spot) => {
      const tick = state.snap(marker.tick + spot.tick - from.tick, spot.shift)
      return [{ name: "marker.move", args: { markerId: marker.id, tick } }]
    })
  return dragOf(state, "Resize section", (spot) => {
    const lengthTicks = Math.max(1, state.snap(spot.tick, spot.shift) - marker.tick)
    return [setMarker({ ...marker, lengthTicks })]
  })
}

export function drawSection(state: TimelineState, from: Spot): Gesture {
  const id = freshId("marker")
  const anchor = state.snap(from.tick, from.shift)
  const name = `Section ${markersOf(state.project).length + 1}`
  return dragOf(state, "Add section", (spot) => {
    const to = state.snap(spot.tick, spot.shift)
    const lengthTicks = Math.abs(to - anchor)
    if (lengthTicks === 0) return []
    return [setMarker({ id, tick: Math.min(to, anchor), name, lengthTicks })]
  })
}

export function setMarker({
  id,
  tick,
  name,
  lengthTicks,
}: Pick<Marker, "tick" | "name" | "lengthTicks"> & { id: string }): Step {
  const marker = { id, tick, name, ...(lengthTicks === undefined ? {} : { lengthTicks }) }
  return { name: "marker.set", args: { marker } }
}
