/** The project's clips of notes, cut into loops. */
import type { Loop, LoopModel } from "#shared/contract/index.ts"
import { loopsOfNotes } from "#shared/loops/index.ts"
import { clipsOf, entityOf, type Clip, type Project } from "#shared/project/index.ts"
import { pieceOfClips } from "#shared/training/index.ts"

export interface OwnLoop {
  readonly clipId: string
  /** "Verse melody, bar 3". */
  readonly name: string
  /** A model wrote its clip. */
  readonly isMade: boolean
  readonly loop: Loop
}

/** A single note says nothing of a melody. */
const LEAST_NOTES = 2
/** As many as can be looked at on one map. */
const MOST = 400
const BEATS_A_BAR = 4

/** @param clipIds those alone; else all clips of tracks of the model's kind, track by track */
export function ownLoops(
  project: Project,
  { kind, bars }: Pick<LoopModel, "kind" | "bars">,
  clipIds?: readonly string[],
): OwnLoop[] {
  const clips = clipIds?.flatMap((id) => entityOf(project.clips, id) ?? []) ?? allClips(project)
  return clips
    .filter((clip) => clip.kind === "notes" && isDrums(project, clip) === (kind === "drums"))
    .flatMap((clip) => {
      const piece = pieceOfClips(project, [clip.id])
      const cut = piece ? loopsOfNotes(piece.notes, { kind, bars }) : []
      return cut
        .filter(({ loop }) => loop.notes.length >= LEAST_NOTES)
        .map(({ loop, startBeats }) => ({
          ...{ clipId: clip.id, loop, isMade: clip.madeBy !== undefined },
          name: cut.length === 1 ? clip.name : `${clip.name}, bar ${startBeats / BEATS_A_BAR + 1}`,
        }))
    })
    .slice(0, MOST)
}

const allClips = (project: Project): Clip[] =>
  project.trackOrder.flatMap((trackId) => [...clipsOf(project, trackId)])

const isDrums = (project: Project, { trackId }: Clip): boolean =>
  entityOf(project.tracks, trackId)?.kind === "drum"
