/** Two recordings that overlap on a track cross-fade over what they share. Pure. */
import { clipsOf, isSoundClip, type Project, type SoundClip } from "#shared/project/index.ts"
import type { Step } from "../../../session/project-session-types.ts"
import { afterSteps } from "./simulate.ts"

/** The steps, and fades for the clips that overlap after them. The steps alone where they cannot be done. */
export function withCrossfades(
  project: Project,
  steps: readonly Step[],
  changedIds: ReadonlySet<string>,
): Step[] {
  try {
    return [...steps, ...crossfades(afterSteps(project, steps), changedIds)]
  } catch {
    return [...steps]
  }
}

/** Fades of clips of which at least one was changed. One clip inside another does not fade. */
export function crossfades(project: Project, changedIds: ReadonlySet<string>): Step[] {
  const tracks = new Set<string>(project.trackOrder)
  return [...tracks].flatMap((trackId) => {
    const clips = clipsOf(project, trackId).filter(isSoundClip)
    if (!clips.some(({ id }) => changedIds.has(id))) return []
    return clips.flatMap((clip, i) => {
      const next = clips[i + 1]
      const isMeant = next && (changedIds.has(clip.id) || changedIds.has(next.id))
      return isMeant ? fadesBetween(clip, next) : []
    })
  })
}

function fadesBetween(one: SoundClip, next: SoundClip): Step[] {
  const end = one.startTicks + one.lengthTicks
  const lengthTicks = end - next.startTicks
  const isOverlap = lengthTicks > 0 && one.startTicks < next.startTicks
  if (!isOverlap || end >= next.startTicks + next.lengthTicks) return []
  const fade = { lengthTicks, curve: "equal-power" as const }
  return [
    { name: "clip.fade", args: { clipIds: [one.id], fadeOut: fade } },
    { name: "clip.fade", args: { clipIds: [next.id], fadeIn: fade } },
  ]
}
