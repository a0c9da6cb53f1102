/** What may stand where: rules that commands keep and `checkProject` checks. */
import { fail } from "#shared/contract/errors.ts"
import {
  entityOf,
  isSoundClip,
  type AutomationTarget,
  type Clip,
  type Device,
  type Project,
  type Track,
  type TrackKind,
} from "../model/index.ts"
import { mediaOf, nameOf, trackOf } from "./find.ts"

const TAKES_NOTES: readonly TrackKind[] = ["instrument", "drum"]

/** Why a clip cannot stand on a track, or undefined. */
export function clipProblem(project: Project, clip: Clip): string | undefined {
  const track = entityOf(project.tracks, clip.trackId)
  if (!track) return `${nameOf(clip)} stands on no track`
  if (clip.kind === "audio" && track.kind !== "audio")
    return `${nameOf(track)} takes no audio clips`
  if (clip.kind === "gesture" && track.kind !== "gesture")
    return `${nameOf(track)} takes no gestures`
  if (clip.kind === "notes" && !TAKES_NOTES.includes(track.kind))
    return `${nameOf(track)} takes no notes`
  if (clip.kind === "automation") return targetProblem(track, clip.target)
  return undefined
}

export function targetProblem(track: Track, { deviceId }: AutomationTarget): string | undefined {
  if (deviceId === undefined || track.devices.includes(deviceId)) return undefined
  return `${nameOf(track)} has no device ${deviceId} to automate`
}

/** @throws StudioError for the first clip that cannot stand where it is, or plays a recording that is not there */
export function checkClips(project: Project, clips: Iterable<Clip>): void {
  for (const clip of clips) {
    trackOf(project, clip.trackId)
    if (isSoundClip(clip)) mediaOf(project, clip.mediaId)
    const problem = clipProblem(project, clip)
    if (problem !== undefined) fail("invalid-input", problem)
  }
}

/** Why the devices of a track are no chain, or undefined: an instrument stands first, alone, and where notes are. */
export function chainProblem(track: Track, devices: readonly Device[]): string | undefined {
  const last = devices.findLastIndex(({ role }) => role === "instrument")
  if (last < 0) return undefined
  if (last > 0) return `In ${nameOf(track)} the one instrument stands before all effects`
  return TAKES_NOTES.includes(track.kind) ? undefined : `${nameOf(track)} takes no instrument`
}

/** Why sound cannot go from a track to a bus (or the master), or undefined. */
export function routeProblem(project: Project, track: Track, toId: string, isSend: boolean) {
  const target = entityOf(project.tracks, toId)
  if (!target) return `${nameOf(track)} sends its sound to ${toId}, which is not there`
  if (target.kind === "bus" || (target.kind === "master" && !isSend)) return undefined
  return `${nameOf(target)} is no bus: ${nameOf(track)} cannot send to it`
}
