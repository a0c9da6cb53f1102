/** What of the song a loop is locked to: tempo and key at the playhead, and who plays it. */
import type { LoopKind } from "#shared/contract/index.ts"
import { MODES, scaleClasses, TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { clipsOf, entityOf, meterMapOf, type Project, type TrackId } from "#shared/project/index.ts"
import { KIT, programOf } from "#shared/training/index.ts"

const USUAL_BPM = 120
const MINOR_THIRD = 3

export const bpmAt = ({ tempo }: Pick<Project, "tempo">, tick: number): number =>
  (tempo.findLast((each) => each.tick <= tick) ?? tempo[0])?.bpm ?? USUAL_BPM

/** 0..11 major from C up, 12..23 minor; null where the song says none. */
export function loopKeyAt({ keys }: Pick<Project, "keys">, tick: number): number | null {
  const key = keys.findLast((each) => each.tick <= tick)
  if (!key) return null
  const root = scaleClasses(key)[0] ?? 0
  const isMinor = (MODES[key.mode] as readonly number[]).includes(MINOR_THIRD)
  return isMinor ? root + 12 : root
}

/** The selected track, or that of the selected clip, where it can play such a loop. */
export function playingTrack(
  project: Project,
  selected: { trackId?: string | undefined; clipId?: string | undefined },
  kind: LoopKind,
): TrackId | null {
  const ofClip = selected.clipId ? entityOf(project.clips, selected.clipId)?.trackId : undefined
  const track = entityOf(project.tracks, selected.trackId ?? ofClip ?? "")
  return track?.kind === (kind === "drums" ? "drum" : "instrument") ? track.id : null
}

export function programFor(project: Project, trackId: TrackId | null, kind: LoopKind): number {
  if (kind === "drums") return KIT
  return trackId === null ? 0 : programOf(project, trackId)
}

/** Loops begin on bar lines: on that which is nearest. */
export function nearestLine(project: Pick<Project, "meters">, tick: number): number {
  const { startTicks, endTicks } = meterMapOf(project).barAt(Math.max(0, tick))
  return tick - startTicks <= endTicks - tick ? startTicks : endTicks
}

/** Is there nothing on the track from that tick on, for so long? */
export function hasRoom(
  project: Project,
  trackId: TrackId,
  { fromTicks, beats }: { fromTicks: number; beats: number },
): boolean {
  const until = fromTicks + beats * TICKS_PER_QUARTER
  return clipsOf(project, trackId).every(
    ({ startTicks, lengthTicks }) => startTicks >= until || startTicks + lengthTicks <= fromTicks,
  )
}
