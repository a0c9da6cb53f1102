/** A track's clips of one kind, by start. */
import { clipsOf } from "../clips-of.ts"
import type { Clip, Project, TrackId } from "../model/index.ts"

export function clipsOfKind<Kind extends Clip["kind"]>(
  project: Project,
  trackId: TrackId,
  kind: Kind,
): Extract<Clip, { kind: Kind }>[] {
  return clipsOf(project, trackId).filter(
    (clip): clip is Extract<Clip, { kind: Kind }> => clip.kind === kind,
  )
}
