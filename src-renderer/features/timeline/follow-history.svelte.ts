/** A step through the history shows what it changed: a clip that is far away comes into view. */
import { untrack } from "svelte"
import type { Clip } from "#shared/project/index.ts"
import { changedClips } from "./model/changed-clips.ts"
import { tickOf } from "./model/time-view.ts"
import type { TimelineState } from "./timeline-state.svelte.ts"

/** Call in a component. */
export function followHistory(timeline: TimelineState): void {
  const { project: session } = timeline.studio
  let [walks, before] = untrack(() => [session.walks, timeline.project])
  $effect(() => {
    const { project } = timeline
    const isWalk = session.walks !== walks && project.id === before.id
    if (isWalk) {
      const changed = changedClips(before, project)
      untrack(() => {
        if (changed[0] && !changed.some((clip) => isSeen(timeline, clip)))
          timeline.reveal(changed[0])
      })
    }
    walks = session.walks
    before = project
  })
}

function isSeen(
  { view, widthPx, rows, scrollPx, heightPx }: TimelineState,
  { startTicks, lengthTicks, trackId }: Clip,
): boolean {
  const row = rows.find(({ kind, track }) => kind === "track" && track.id === trackId)
  return (
    startTicks < tickOf(view, widthPx) &&
    startTicks + lengthTicks > view.startTicks &&
    row !== undefined &&
    row.topPx < scrollPx + heightPx &&
    row.topPx + row.heightPx > scrollPx
  )
}
