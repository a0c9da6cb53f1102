/** From clip to clip by keys. */
import { clipsOf, entityOf, type Clip } from "#shared/project/index.ts"
import { trackIdsOf } from "../gestures/gesture.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"

/** The clip that the keyboard is at: the last one selected, else the first there is. */
export function currentClip(state: TimelineState): Clip | undefined {
  const { project, currentClipId, selectedClips } = state
  const known = entityOf(project.clips, currentClipId) ?? selectedClips.at(-1)
  if (known) return known
  const trackId = trackIdsOf(state).find((id) => clipsOf(project, id).length > 0)
  return trackId === undefined ? undefined : clipsOf(project, trackId)[0]
}

/** Selects the next or previous clip of the track. @param extend keeps what is selected */
export function walk(state: TimelineState, by: 1 | -1, extend = false): void {
  const current = currentClip(state)
  if (!current) return
  const clips = clipsOf(state.project, current.trackId)
  const isFresh = state.selectedClips.length === 0
  const at = clips.findIndex(({ id }) => id === current.id)
  const next = isFresh ? current : clips[at + by]
  if (next) go(state, next, extend)
}

/** Selects the clip nearest in time on the next track above or below that has one. */
export function walkTracks(state: TimelineState, by: 1 | -1): void {
  const current = currentClip(state)
  if (!current) return
  const trackIds = trackIdsOf(state)
  for (let at = trackIds.indexOf(current.trackId) + by; at in trackIds; at += by) {
    const clips = clipsOf(state.project, trackIds[at]!)
    const nearest = clips.toSorted((a, b) => awayFrom(current, a) - awayFrom(current, b))[0]
    if (!nearest) continue
    go(state, nearest, false)
    return
  }
}

function go(state: TimelineState, clip: Clip, extend: boolean): void {
  if (extend) state.studio.selection.append("clip", [clip.id])
  else state.studio.selection.set("clip", [clip.id])
  state.currentClipId = clip.id
  state.reveal(clip)
}

const awayFrom = (one: Clip, other: Clip): number => Math.abs(one.startTicks - other.startTicks)
