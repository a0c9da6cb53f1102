/** Removes the clips that the hand goes over. */
import { clipHit } from "../model/hits.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"

export function eraseClips(state: TimelineState, from: Spot): Gesture {
  const before = state.project
  const ids = new Set<string>()
  const gesture = dragOf(state, "Erase clips", (spot) => {
    const id = clipIdAt(state, spot)
    if (id !== undefined) ids.add(id)
    return ids.size > 0 ? [{ name: "clip.remove", args: { clipIds: [...ids] } }] : []
  })
  if (state.project === before) gesture.move(from)
  return gesture
}

function clipIdAt(state: TimelineState, spot: Spot): string | undefined {
  const row = state.rows[spot.rowIndex]
  if (row?.kind !== "track") return undefined
  const clips = state.clipsOn(row.track.id)
  return clipHit(clips, state.view, spot.x, spot.rowsY - row.topPx)?.clip.id
}
