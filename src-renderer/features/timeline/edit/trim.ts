/** How far the edges of clips can go. Pure. */
import { TICKS_PER_QUARTER, type TempoMap } from "#shared/music/index.ts"
import {
  contentSeconds,
  entityOf,
  isSoundClip,
  tempoMapOf,
  type Clip,
  type Project,
  type SoundClip,
} from "#shared/project/index.ts"
import type { Step } from "../../../session/project-session-types.ts"
import { withCrossfades } from "./crossfades.ts"

export type Edge = "start" | "end"

/** A clip is never shorter: a sixty-fourth. */
export const SHORTEST_TICKS = 60

/** Moves the same edge of several clips by the same amount, each as far as it can. */
export function resizeSteps(
  project: Project,
  clips: readonly Clip[],
  edge: Edge,
  byTicks: number,
): Step[] {
  const tempo = tempoMapOf(project)
  const edges = clips.map((clip) => {
    const { earliest, latest } = limitsOf(project, clip, tempo)
    const end = clip.startTicks + clip.lengthTicks
    if (edge === "start") {
      const most = Math.floor(end - SHORTEST_TICKS)
      const startTicks = Math.min(most, Math.max(earliest, clip.startTicks + byTicks))
      return { clipId: clip.id, startTicks }
    }
    const least = clip.startTicks + SHORTEST_TICKS
    return {
      clipId: clip.id,
      endTicks: Math.round(Math.max(least, Math.min(latest, end + byTicks))),
    }
  })
  const ids = new Set<string>(clips.map(({ id }) => id))
  return withCrossfades(project, [{ name: "clip.resize", args: { edges } }], ids)
}

/** Ticks between which a clip can lie: a recording or gesture that is not looped ends where its sound does. */
export function limitsOf(
  project: Project,
  clip: Clip,
  tempo: TempoMap,
): { earliest: number; latest: number } {
  const open = { earliest: 0, latest: Infinity }
  if (!isSoundClip(clip) || clip.loop) return open
  const seconds =
    clip.kind === "gesture"
      ? contentSeconds(clip.content)
      : entityOf(project.media, clip.mediaId)?.seconds
  if (seconds === undefined) return open
  const earliest = tickBy(clip, -clip.offsetSeconds, tempo)
  const latest = tickBy(clip, seconds - clip.offsetSeconds, tempo)
  return { earliest: Math.max(0, Math.ceil(earliest - 1e-6)), latest: Math.floor(latest + 1e-6) }
}

/** The tick where the recording is so many of its own seconds further than at the clip's start. */
function tickBy(clip: SoundClip, seconds: number, tempo: TempoMap): number {
  const { startTicks } = clip
  const stretch = clip.kind === "audio" ? clip.stretch : null
  if (stretch?.mode === "tempo")
    return startTicks + (seconds * (stretch.sourceBpm ?? 120) * TICKS_PER_QUARTER) / 60
  const lasting = stretch?.mode === "ratio" ? seconds * stretch.ratio : seconds
  return tempo.ticksAt(tempo.secondsAt(startTicks) + lasting)
}
