/** Where clips go when they are moved or copied together. Pure. */
import {
  entityOf,
  isSoundClip,
  type Clip,
  type Project,
  type Track,
} from "#shared/project/index.ts"
import type { Step } from "../../../session/project-session-types.ts"
import { withCrossfades } from "./crossfades.ts"

export interface Shift {
  readonly byTicks: number
  /** Down by tracks; 0 where one of the clips could not stand there. */
  readonly byTracks: number
}

interface Place {
  readonly clipId: string
  readonly startTicks: number
  readonly trackId: string
}

const TAKES_NOTES: readonly Track["kind"][] = ["instrument", "drum"]

/** Whether a clip may stand on a track. */
export function takes(track: Track, clip: Clip): boolean {
  if (track.id === clip.trackId) return true
  if (isSoundClip(clip)) return track.kind === clip.kind
  if (clip.kind === "notes") return TAKES_NOTES.includes(track.kind)
  return clip.target.deviceId === undefined
}

export const takesNotes = (track: Track): boolean => TAKES_NOTES.includes(track.kind)

/**
 * The clips moved together: none before the start of the piece, all on tracks that take them.
 * @param trackIds tracks as they stand on screen
 */
export function placesOf(
  project: Project,
  clips: readonly Clip[],
  trackIds: readonly string[],
  { byTicks, byTracks }: Shift,
): Place[] {
  const earliest = Math.min(...clips.map(({ startTicks }) => startTicks))
  const by = Math.max(byTicks, -earliest)
  const targets = clips.map((clip) => {
    const id = trackIds[trackIds.indexOf(clip.trackId) + byTracks]
    const track = id === undefined ? undefined : entityOf(project.tracks, id)
    return track && takes(track, clip) ? track.id : undefined
  })
  const isPossible = targets.every((id) => id !== undefined)
  return clips.map((clip, i) => ({
    clipId: clip.id,
    startTicks: clip.startTicks + by,
    trackId: (isPossible ? targets[i] : undefined) ?? clip.trackId,
  }))
}

export function moveSteps(
  project: Project,
  clips: readonly Clip[],
  trackIds: readonly string[],
  shift: Shift,
): Step[] {
  const moves = placesOf(project, clips, trackIds, shift)
  const ids = new Set<string>(clips.map(({ id }) => id))
  return withCrossfades(project, [{ name: "clip.move", args: { moves } }], ids)
}

/** @param newIds one for each clip */
export function copySteps(
  project: Project,
  clips: readonly Clip[],
  trackIds: readonly string[],
  shift: Shift,
  newIds: readonly string[],
): Step[] {
  const copies = placesOf(project, clips, trackIds, shift).map((place, i) => ({
    ...place,
    newId: newIds[i]!,
  }))
  return withCrossfades(project, [{ name: "clip.duplicate", args: { copies } }], new Set(newIds))
}

/** First and last tick of some clips. */
export function extentOf(clips: readonly Clip[]): { startTicks: number; endTicks: number } {
  return {
    startTicks: Math.min(...clips.map(({ startTicks }) => startTicks)),
    endTicks: Math.max(...clips.map(({ startTicks, lengthTicks }) => startTicks + lengthTicks)),
  }
}
