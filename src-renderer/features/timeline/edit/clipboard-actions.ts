/** Cut, copy and paste of clips. */
import { idsOf } from "./clip-steps.ts"
import { freshId } from "./fresh-id.ts"
import { onClipboard, pasteSteps, putOnClipboard } from "./paste.ts"
import { trackIdsOf } from "../gestures/gesture.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"

export function copyClips(timeline: TimelineState): void {
  const { selectedClips: clips, studio } = timeline
  if (clips.length > 0) putOnClipboard(studio, clips, trackIdsOf(timeline))
}

export function cutClips(timeline: TimelineState): void {
  const { selectedClips: clips, studio } = timeline
  if (clips.length === 0) return
  copyClips(timeline)
  const label = `Cut ${clips.length > 1 ? "clips" : "clip"}`
  studio.project.runAll(label, [{ name: "clip.remove", args: { clipIds: idsOf(clips) } }])
}

/** At the playhead: from the selected track down, or on the tracks that the clips came from. */
export function pasteClips(timeline: TimelineState): void {
  const { project, selectedTracks, studio, transport } = timeline
  const clips = onClipboard(studio)
  if (clips.length === 0) return
  const newIds = clips.map(() => freshId("clip"))
  const steps = pasteSteps(project, clips, {
    atTicks: timeline.snap(transport.positionTicks()),
    trackId: selectedTracks[0]?.id,
    trackIds: trackIdsOf(timeline),
    newIds,
  })
  const label = `Paste ${clips.length > 1 ? "clips" : "clip"}`
  if (!steps) studio.toasts.show("No track here takes what was copied. Select one that does")
  else if (studio.project.runAll(label, steps)) timeline.select(newIds)
}

export const canPaste = ({ studio }: TimelineState): boolean => onClipboard(studio).length > 0
