/** How much of the piece is shown at once. */
import { framed } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { extentOf } from "./move.ts"

/** Of a piece that is empty. */
const EVERYTHING_TICKS = 16 * 3840

/** The clips that are selected, else everything, over the whole width. */
export function frame(timeline: TimelineState, what: "selection" | "all"): void {
  const clips = what === "selection" ? timeline.selectedClips : []
  const { startTicks, endTicks } =
    clips.length > 0
      ? extentOf(clips)
      : { startTicks: 0, endTicks: timeline.endTicks || EVERYTHING_TICKS }
  timeline.view = framed(startTicks, endTicks, timeline.widthPx)
}
