/** Edits of clips that keys and menus make, as steps. Pure. */
import { clipsOf, type Clip, type Project } from "#shared/project/index.ts"
import type { Step } from "../../../session/project-session-types.ts"
import { copySteps, extentOf } from "./move.ts"

export const idsOf = (clips: readonly Clip[]): string[] => clips.map(({ id }) => id)

/** Cuts those clips that sound at a tick; none where none does. @param freshId makes an id for each part after the cut */
export function splitSteps(clips: readonly Clip[], atTicks: number, freshId: () => string): Step[] {
  const cut = clips.filter(
    (clip) => clip.startTicks < atTicks && atTicks < clip.startTicks + clip.lengthTicks,
  )
  if (cut.length === 0) return []
  const splits = cut.map(({ id }) => ({ clipId: id, cuts: [{ atTicks, newId: freshId() }] }))
  return [{ name: "clip.split", args: { splits } }]
}

/** Copies right behind the clips; a whole selection goes by its own length, rounded up to the grid. */
export function duplicateSteps(
  project: Project,
  clips: readonly Clip[],
  snapUp: (lengthTicks: number) => number,
  newIds: readonly string[],
): Step[] {
  const { startTicks, endTicks } = extentOf(clips)
  const byTicks = snapUp(endTicks - startTicks)
  return copySteps(project, clips, [], { byTicks, byTracks: 0 }, newIds)
}

/** Groups of two or more clips of one track and kind, each joined. */
export function joinSteps(clips: readonly Clip[]): Step[] {
  const groups = Map.groupBy(clips, ({ trackId, kind }) => `${trackId} ${kind}`)
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ name: "clip.join", args: { clipIds: idsOf(group) } }))
}

/** Mutes all, or where all are muted lets them sound. */
export function muteSteps(clips: readonly Clip[]): Step[] {
  const isMuted = clips.some((clip) => !clip.isMuted)
  return [{ name: "clip.mute", args: { clipIds: idsOf(clips), isMuted } }]
}

/** All clips from the first of two to the second: between their tracks and over the time of both. */
export function clipsFromTo(
  project: Project,
  trackIds: readonly string[],
  one: Clip,
  other: Clip,
): Clip[] {
  const [a, b] = [trackIds.indexOf(one.trackId), trackIds.indexOf(other.trackId)]
  const { startTicks, endTicks } = extentOf([one, other])
  return trackIds
    .slice(Math.min(a, b), Math.max(a, b) + 1)
    .flatMap((id) => clipsOf(project, id))
    .filter((clip) => clip.startTicks < endTicks && clip.startTicks + clip.lengthTicks > startTicks)
}
