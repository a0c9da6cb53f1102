/** Draws an empty clip of notes; a click makes one bar. */
import type { Track } from "#shared/project/index.ts"
import { freshId } from "../edit/fresh-id.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { dragOf, type Gesture, type Spot } from "./gesture.ts"
import type { Step } from "../../../session/index.ts"

export function drawClip(state: TimelineState, from: Spot, track: Track): Gesture {
  const id = freshId("clip")
  const anchor = floorToGrid(state, from.tick, from.shift)
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

/** An empty clip of one bar, from the line of the grid before a tick. */
export function addBarAt(state: TimelineState, tick: number, track: Track, isFree = false): void {
  const bar = state.meters.barAt(Math.max(0, tick))
  const startTicks = floorToGrid(state, tick, isFree)
  const id = freshId("clip")
  const steps = [emptyClip(id, track, startTicks, bar.endTicks - bar.startTicks)]
  if (state.studio.project.runAll("Draw clip", steps)) state.select([id])
}

/** An empty clip in the bar at a tick, as much of it as lies free between the track's clips. */
export function addClipInBar(state: TimelineState, tick: number, track: Track): void {
  const bar = state.meters.barAt(Math.max(0, tick))
  let { startTicks, endTicks } = bar
  for (const clip of state.clipsOn(track.id)) {
    const end = clip.startTicks + clip.lengthTicks
    if (end <= tick) startTicks = Math.max(startTicks, Math.ceil(end))
    else endTicks = Math.min(endTicks, Math.floor(clip.startTicks))
  }
  if (endTicks <= startTicks) return
  const id = freshId("clip")
  const steps = [emptyClip(id, track, startTicks, endTicks - startTicks)]
  if (state.studio.project.runAll("Draw clip", steps)) state.select([id])
}

function emptyClip(id: string, track: Track, startTicks: number, lengthTicks: number): Step {
  const clip = {
    ...{ id, kind: "notes" as const, trackId: track.id, name: track.name, startTicks, lengthTicks },
    ...{ isMuted: false, offsetTicks: 0, notes: [], controllers: [] },
  }
  return { name: "clip.add", args: { clips: [clip] } }
}

/** The line of the grid at or before a tick. */
function floorToGrid(state: TimelineState, tick: number, isFree: boolean): number {
  const line = state.snap(tick, isFree)
  return line > tick ? Math.max(0, state.snap(line - state.stepAt(tick), isFree)) : line
}
