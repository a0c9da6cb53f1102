/** Moves what sounds in the selected clips, while the clips stay. */
import { idsOf } from "../edit/clip-steps.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

export function slipClips(state: TimelineState, from: Spot): Gesture {
  const clipIds = idsOf(state.selectedClips)
  return dragOf(state, "Slip content", (spot) => {
    const byTicks = Math.round(spot.tick - from.tick)
    return byTicks === 0 ? [] : [{ name: "clip.slip", args: { clipIds, byTicks } }]
  })
}
