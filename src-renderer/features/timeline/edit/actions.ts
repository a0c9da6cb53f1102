/** What keys, menus and buttons do with the selection. */
import { entitiesOf, type Clip, type Marker } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import { markersOf } from "../draw/draw-ruler.ts"
import { addBarAt } from "../gestures/draw-clip.ts"
import { setMarker } from "../gestures/sections.ts"
import { trackIdsOf } from "../gestures/gesture.ts"
import { revealed } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { addTrackSteps, type NewTrack } from "./add-track.ts"
import { duplicateSteps, idsOf, joinSteps, muteSteps, splitSteps } from "./clip-steps.ts"
import { freshId } from "./fresh-id.ts"
import { extentOf, moveSteps, takesNotes } from "./move.ts"
import { resizeSteps, type Edge } from "./trim.ts"
import { currentClip } from "./walk.ts"

const named = (clips: readonly Clip[], verb: string): string =>
  `${verb} ${clips.length > 1 ? "clips" : "clip"}`

function runAll({ studio }: TimelineState, label: string, steps: readonly Step[]): boolean {
  return steps.length > 0 && studio.project.runAll(label, steps)
}

export function addTrack(timeline: TimelineState, track: NewTrack): void {
  const trackId = freshId("track")
  const { project, selectedTracks } = timeline
  const last = selectedTracks.at(-1)
  const index = last ? project.trackOrder.indexOf(last.id) + 1 : undefined
  const ids = { trackId, deviceId: freshId("device") }
  const label = `Add ${track.name}`
  if (!runAll(timeline, label, addTrackSteps(project, track, ids, index))) return
  timeline.studio.selection.set("track", [trackId])
  timeline.revealTrack(trackId)
}

export function removeSelected(timeline: TimelineState): void {
  const { selectedClips: clips, selectedTracks: tracks, studio } = timeline
  if (clips.length > 0) studio.project.run("clip.remove", { clipIds: idsOf(clips) })
  else if (tracks.length > 0)
    studio.project.run("track.remove", { trackIds: tracks.map(({ id }) => id) })
}

export function duplicate(timeline: TimelineState): void {
  const { selectedClips: clips, project } = timeline
  if (clips.length === 0) {
    timeline.studio.toasts.show("Select the clips to duplicate first")
    return
  }
  const newIds = clips.map(() => freshId("clip"))
  const { startTicks } = extentOf(clips)
  const snapUp = (lengthTicks: number): number => {
    if (!timeline.settings.snap) return Math.ceil(lengthTicks)
    const step = timeline.stepAt(startTicks)
    return Math.ceil(lengthTicks / step - 1e-9) * step
  }
  const steps = duplicateSteps(project, clips, snapUp, newIds)
  if (runAll(timeline, named(clips, "Duplicate"), steps)) timeline.select(newIds)
}

export function splitAtPlayhead(timeline: TimelineState): void {
  const at = Math.round(timeline.transport.positionTicks())
  const { selectedClips } = timeline
  // Where nothing is selected, everything under the playhead is cut.
  const clips =
    selectedClips.length > 0
      ? selectedClips
      : trackIdsOf(timeline).flatMap((id) => timeline.clipsOn(id))
  const steps = splitSteps(clips, at, () => freshId("clip"))
  if (steps.length > 0) runAll(timeline, "Split at the playhead", steps)
  else timeline.studio.toasts.show("No clip lies under the playhead")
}

export const joinSelected = (timeline: TimelineState): boolean =>
  runAll(timeline, "Join clips", joinSteps(timeline.selectedClips))

export function muteSelected(timeline: TimelineState): boolean {
  const steps = muteSteps(timeline.selectedClips)
  const isMuted = timeline.selectedClips.some((clip) => !clip.isMuted)
  return runAll(timeline, named(timeline.selectedClips, isMuted ? "Mute" : "Unmute"), steps)
}

/** By a step of the grid, or up and down by tracks. @param isFine by a tick */
export function nudge(
  timeline: TimelineState,
  { right = 0, down = 0 }: { right?: number; down?: number },
  isFine = false,
): void {
  const { selectedClips: clips, project } = timeline
  const first = clips[0]
  if (!first) return
  const step = isFine || !timeline.settings.snap ? 1 : timeline.stepAt(first.startTicks)
  const shift = { byTicks: Math.round(right * step), byTracks: down }
  const steps = moveSteps(project, clips, trackIdsOf(timeline), shift)
  runAll(timeline, named(clips, "Move"), steps)
  const current = currentClip(timeline)
  if (current) timeline.reveal(current)
}

/** Draws an edge by steps of the grid, for the keyboard. */
export function nudgeEdge(timeline: TimelineState, edge: Edge, right: number): void {
  const { selectedClips: clips, project } = timeline
  const first = clips[0]
  if (!first) return
  const byTicks = Math.round(right * timeline.stepAt(first.startTicks))
  runAll(timeline, named(clips, "Resize"), resizeSteps(project, clips, edge, byTicks))
}

export function slip(timeline: TimelineState, right: number): void {
  const { selectedClips: clips } = timeline
  const first = clips[0]
  if (!first) return
  const byTicks = Math.round(right * timeline.stepAt(first.startTicks))
  runAll(timeline, "Slip content", [
    { name: "clip.slip", args: { clipIds: idsOf(clips), byTicks } },
  ])
}

/** The loop is what is selected; where nothing is, it goes on or off. */
export function loopSelection(timeline: TimelineState): void {
  const { selectedClips: clips, project, studio } = timeline
  const { loop } = project
  const wanted = clips.length > 0 ? extentOf(clips) : null
  const startTicks = wanted?.startTicks ?? loop.startTicks
  const lengthTicks = wanted
    ? Math.max(1, Math.round(wanted.endTicks - startTicks))
    : loop.lengthTicks
  const isSame = startTicks === loop.startTicks && lengthTicks === loop.lengthTicks
  studio.project.run("loop.set", { startTicks, lengthTicks, isOn: isSame ? !loop.isOn : true })
}

/** The stretch that ripple edits work on: of the selected clips, else the loop. */
function rangeOf({ selectedClips: clips, project }: TimelineState) {
  const { startTicks, endTicks } =
    clips.length > 0
      ? extentOf(clips)
      : { ...project.loop, endTicks: project.loop.startTicks + project.loop.lengthTicks }
  return { startTicks, lengthTicks: Math.max(1, Math.round(endTicks - startTicks)) }
}

/** Silence of the range's length before it: all behind moves on. */
export function insertTime(timeline: TimelineState): void {
  const { startTicks: atTicks, lengthTicks } = rangeOf(timeline)
  timeline.studio.project.run("time.insert", { atTicks, lengthTicks })
}

/** The range is taken out of every track: all behind moves up. */
export function deleteTime(timeline: TimelineState): void {
  const { startTicks: fromTicks, lengthTicks } = rangeOf(timeline)
  timeline.studio.project.run("time.delete", { fromTicks, lengthTicks })
}

export function addMarker(timeline: TimelineState): void {
  const tick = timeline.snap(timeline.transport.positionTicks())
  const name = `Marker ${countOf(timeline, false) + 1}`
  const steps = [setMarker({ id: freshId("marker"), tick, name, lengthTicks: undefined })]
  runAll(timeline, "Add marker", steps)
}

/** How many sections there are, or markers. */
const countOf = ({ project }: TimelineState, isSection: boolean): number =>
  markersOf(project).filter(({ lengthTicks }) => (lengthTicks !== undefined) === isSection).length

/** A section as long as the range. */
export function addSection(timeline: TimelineState): void {
  const { startTicks: tick, lengthTicks } = rangeOf(timeline)
  const name = `Section ${countOf(timeline, true) + 1}`
  runAll(timeline, "Add section", [setMarker({ id: freshId("marker"), tick, name, lengthTicks })])
}

/** The last marker or section that began before the playhead. */
function markerHere({ transport, project }: TimelineState): Marker | undefined {
  const at = transport.positionTicks()
  return markersOf(project).findLast(({ tick }) => tick <= at)
}

export function removeMarkerHere(timeline: TimelineState): void {
  const marker = markerHere(timeline)
  if (marker) timeline.studio.project.run("marker.remove", { markerIds: [marker.id] })
}

export function renameMarkerHere(timeline: TimelineState): void {
  const marker = markerHere(timeline)
  if (!marker) return
  timeline.view = revealed(timeline.view, marker.tick, marker.tick, timeline.widthPx)
  timeline.renamingMarkerId = marker.id
}

/** One empty bar at the playhead, on the selected track if it takes notes. */
export function addClipHere(timeline: TimelineState): void {
  const track = timeline.selectedTracks.find(takesNotes)
  if (!track) {
    timeline.studio.toasts.show("Select an instrument or drum track first")
    return
  }
  addBarAt(timeline, timeline.transport.positionTicks(), track)
}

/** The selected tracks in a new group. */
export function groupTracks(timeline: TimelineState): void {
  const { selectedTracks: tracks, project } = timeline
  if (tracks.length === 0) return
  const groupId = freshId("track")
  const trackIds = tracks.map(({ id }) => id)
  const index = Math.min(...trackIds.map((id) => project.trackOrder.indexOf(id)))
  const add = addTrackSteps(
    project,
    { kind: "bus", name: "Group" },
    { trackId: groupId, deviceId: "" },
    index,
  )
  const move: Step = { name: "track.move", args: { trackIds, index: index + 1, parentId: groupId } }
  const routes: Step = { name: "track.output", args: { trackIds, outputId: groupId } }
  runAll(timeline, "Group tracks", [...add, move, routes])
}

/** The selected tracks again, each below its original, with all that is on them. */
export function duplicateTracks(timeline: TimelineState): void {
  const { selectedTracks: tracks, project, studio } = timeline
  const newIds = tracks.map(() => freshId("track"))
  const renamed = (ids: readonly string[], kind: "clip" | "device"): Record<string, string> =>
    Object.fromEntries(ids.map((id) => [id, freshId(kind)]))
  const steps = tracks.map(({ id, devices }, i): Step => {
    const clips = entitiesOf(project.clips).filter((clip) => clip.trackId === id)
    const clipIds = renamed(idsOf(clips), "clip")
    const args = { trackId: id, newId: newIds[i]!, clipIds, deviceIds: renamed(devices, "device") }
    return { name: "track.duplicate", args }
  })
  const label = `Duplicate ${tracks.length > 1 ? "tracks" : "track"}`
  if (runAll(timeline, label, steps)) studio.selection.set("track", newIds)
}
