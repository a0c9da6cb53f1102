/** Moves the selected clips, or copies of them, over time and tracks. */
import type { Clip } from "#shared/project/index.ts"
import { freshId } from "../edit/fresh-id.ts"
import { copySteps, moveSteps, type Shift } from "../edit/move.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, trackIdsOf, type Gesture, type Spot } from "./gesture.ts"

/** @param held the clip under the hand, whose start goes to the lines of the grid */
export function moveClips(state: TimelineState, from: Spot, held: Clip, copy: boolean): Gesture {
  const { project, selectedClips: clips } = state
  const trackIds = trackIdsOf(state)
  const fromTrack = trackIds.indexOf(held.trackId)
  const newIds = clips.map(() => freshId("clip"))
  const shiftAt = (spot: Spot): Shift => {
    const start = state.snap(held.startTicks + spot.tick - from.tick, spot.shift)
    const row = state.rows[spot.rowIndex]
    const toTrack = row ? trackIds.indexOf(row.track.id) : fromTrack
    return { byTicks: start - held.startTicks, byTracks: toTrack - fromTrack }
  }
  const what = clips.length > 1 ? "clips" : "clip"
  const gesture = dragOf(state, copy ? `Copy ${what}` : `Move ${what}`, (spot) => {
    const shift = shiftAt(spot)
    return copy
      ? copySteps(project, clips, trackIds, shift, newIds)
      : moveSteps(project, clips, trackIds, shift)
  })
  if (!copy) return gesture
  return {
    ...gesture,
    end() {
      gesture.end()
      state.select(newIds)
    },
  }
}
