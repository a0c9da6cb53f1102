/** Draws an empty clip of notes. A click makes one bar. */
import type { Track } from "#shared/project/index.ts"
import { freshId } from "../edit/fresh-id.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"
import type { Step } from "../../../session/index.ts"

export function drawClip(state: TimelineState, from: Spot, track: Track): Gesture {
  const id = freshId("clip")
  const anchor = floorToGrid(state, from)
  const gesture = dragOf(state, "Draw clip", (spot) => {
    const step = spot.shift || !state.settings.snap ? 1 : state.stepAt(anchor)
    const to = state.snap(spot.tick, spot.shift)
    const startTicks = Math.min(anchor, to)
    const endTicks = Math.max(to, anchor + (to < anchor ? 0 : step))
    return [emptyClip(id, track, startTicks, Math.max(1, Math.round(endTicks - startTicks)))]
  })
  return {
    ...gesture,
    end() {
      gesture.end()
      state.select([id])
    },
  }
}

/** One bar where the hand clicked, or the length of the grid where that is longer. */
export function addClipAt(state: TimelineState, spot: Spot, track: Track): void {
  const bar = state.meters.barAt(Math.max(0, spot.tick))
  const startTicks = floorToGrid(state, spot)
  const id = freshId("clip")
  const steps = [emptyClip(id, track, startTicks, bar.endTicks - bar.startTicks)]
  if (state.studio.project.runAll("Draw clip", steps)) state.select([id])
}

function emptyClip(id: string, track: Track, startTicks: number, lengthTicks: number): Step {
  const clip = {
    ...{ id, kind: "notes" as const, trackId: track.id, name: track.name, startTicks, lengthTicks },
    ...{ isMuted: false, offsetTicks: 0, notes: [], controllers: [] },
  }
  return { name: "clip.add", args: { clips: [clip] } }
}

/** The line of the grid at or before the hand. */
function floorToGrid(state: TimelineState, { tick, shift }: Spot): number {
  const line = state.snap(tick, shift)
  return line > tick ? Math.max(0, state.snap(line - state.stepAt(tick), shift)) : line
}
