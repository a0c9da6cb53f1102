/** The two places where automation points stand: a lane of a track, or a clip. */
import { fail } from "#shared/contract/errors.ts"
import type { AutomationPoint, ClipId, LaneId, Project, TrackId } from "../model/index.ts"
import { clipOf, nameOf, trackOf } from "./find.ts"
import { patched } from "./patched.ts"
import { putClips, putTracks } from "./put.ts"
import { pointsInOrder } from "./tidy.ts"

export type AutomationPlace =
  { readonly trackId: TrackId; readonly laneId: LaneId } | { readonly clipId: ClipId }

/**
 * The project with the points of a lane or clip as `change` returns them.
 * @throws StudioError not-found, invalid-input or conflict
 */
export function changePoints(
  project: Project,
  place: AutomationPlace,
  change: (points: readonly AutomationPoint[]) => readonly AutomationPoint[],
): Project {
  if ("clipId" in place) {
    const clip = clipOf(project, place.clipId)
    if (clip.kind !== "automation") fail("invalid-input", `${nameOf(clip)} holds no automation`)
    return putClips(project, [patched(clip, { points: pointsInOrder(change(clip.points)) })])
  }
  const track = trackOf(project, place.trackId)
  if (!track.automation.some(({ id }) => id === place.laneId))
    fail("not-found", `${nameOf(track)} has no lane ${place.laneId}`)
  const automation = track.automation.map((lane) =>
    lane.id === place.laneId ? patched(lane, { points: pointsInOrder(change(lane.points)) }) : lane,
  )
  return putTracks(project, [patched(track, { automation })])
}

/** @throws StudioError not-found where a tick has no point */
export function checkPointsAt(points: readonly AutomationPoint[], ticks: readonly number[]): void {
  const there = new Set(points.map(({ tick }) => tick))
  const missing = ticks.find((tick) => !there.has(tick))
  if (missing !== undefined) fail("not-found", `There is no automation point at tick ${missing}`)
}
