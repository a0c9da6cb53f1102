/** Draws an edge of the selected clips to another place. */
import type { Clip } from "#shared/project/index.ts"
import { resizeSteps, type Edge } from "../edit/trim.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

export function resizeClips(state: TimelineState, from: Spot, held: Clip, edge: Edge): Gesture {
  const { project, selectedClips: clips } = state
  const edgeTicks = held.startTicks + (edge === "end" ? held.lengthTicks : 0)
  const label = clips.length > 1 ? "Resize clips" : "Resize clip"
  return dragOf(state, label, (spot) => {
    const to = state.snap(edgeTicks + spot.tick - from.tick, spot.shift)
    return resizeSteps(project, clips, edge, Math.round(to - edgeTicks))
  })
}
