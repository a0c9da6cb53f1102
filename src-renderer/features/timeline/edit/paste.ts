/** Clips that were copied: kept for as long as the studio is open, also from project to project. What goes where is pure. */
import { entityOf, type Clip, type CommandArgs, type Project } from "#shared/project/index.ts"
import type { Step, Studio } from "../../../session/index.ts"
import { withCrossfades } from "./crossfades.ts"
import { extentOf, takes } from "./move.ts"

export interface CopiedClip {
  readonly clip: Clip
  /** From the topmost track of all that were copied, down. */
  readonly row: number
}

const boards = new WeakMap<Studio, readonly CopiedClip[]>()

/** @param trackIds tracks as they stand on screen */
export function putOnClipboard(studio: Studio, clips: readonly Clip[], trackIds: string[]): void {
  boards.set(studio, copied(clips, trackIds))
}

export const onClipboard = (studio: Studio): readonly CopiedClip[] => boards.get(studio) ?? []

export function copied(clips: readonly Clip[], trackIds: readonly string[]): CopiedClip[] {
  const rows = clips.map(({ trackId }) => trackIds.indexOf(trackId))
  const top = Math.min(...rows)
  return clips.map((clip, i) => ({ clip, row: rows[i]! - top }))
}

interface PastePlace {
  readonly atTicks: number
  /** The track that the topmost clips are wanted on; their own where absent or where one of the clips cannot stand. */
  readonly trackId?: string | undefined
  /** Tracks as they stand on screen. */
  readonly trackIds: readonly string[]
  /** One for each clip. */
  readonly newIds: readonly string[]
}

/**
 * The clips once more, the earliest at the place. A take that was kept silently is pasted to sound.
 * @returns undefined where there is no track for one of them, or its recording is not in the project
 */
export function pasteSteps(
  project: Project,
  clips: readonly CopiedClip[],
  { atTicks, newIds, ...where }: PastePlace,
): Step[] | undefined {
  const tracks = tracksFor(project, clips, where)
  if (!tracks || !clips.every(({ clip }) => isPlayable(project, clip))) return undefined
  const { startTicks } = extentOf(clips.map(({ clip }) => clip))
  const added = clips.map(({ clip: { takeLane: _, takeId: __, ...clip } }, i) => {
    return { ...clip, id: newIds[i]!, trackId: tracks[i]! }
  })
  // Added where it was and moved, a recording keeps its seconds under another tempo.
  const moves = added.map((clip) => ({
    clipId: clip.id,
    startTicks: clip.startTicks - startTicks + atTicks,
  }))
  const steps: Step[] = [
    // The schema's types are mutable, its values are not changed.
    { name: "clip.add", args: { clips: added as unknown as CommandArgs<"clip.add">["clips"] } },
    { name: "clip.move", args: { moves } },
  ]
  return withCrossfades(project, steps, new Set(newIds))
}

const isPlayable = ({ media }: Project, clip: Clip): boolean =>
  clip.kind !== "audio" || entityOf(media, clip.mediaId) !== undefined

function tracksFor(
  project: Project,
  clips: readonly CopiedClip[],
  { trackId, trackIds }: Pick<PastePlace, "trackId" | "trackIds">,
): string[] | undefined {
  const standing = (ids: (string | undefined)[]): string[] | undefined => {
    const found = ids.flatMap((id, i) => {
      const track = id === undefined ? undefined : entityOf(project.tracks, id)
      return track && takes(track, clips[i]!.clip) ? [track.id] : []
    })
    return found.length === clips.length ? found : undefined
  }
  const first = trackId === undefined ? -1 : trackIds.indexOf(trackId)
  const wanted = first < 0 ? undefined : standing(clips.map(({ row }) => trackIds[first + row]))
  return wanted ?? standing(clips.map(({ clip }) => clip.trackId))
}
