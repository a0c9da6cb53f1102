/** The tracks that a selection is about, in every view of a project. Pure. */
import { entityOf, type Project, type Track } from "#shared/project/index.ts"
import { clipOfKey } from "./note-keys.ts"
import type { Selection } from "./selection.svelte.ts"

/** Those that are selected, or of which clips or notes are. */
export function selectedTracks(
  selection: Pick<Selection, "of">,
  { clips, tracks }: Pick<Project, "clips" | "tracks">,
): Track[] {
  const clipIds = [...selection.of("clip"), ...selection.of("note").map(clipOfKey)]
  const ids = [
    ...selection.of("track"),
    ...clipIds.flatMap((id) => entityOf(clips, id)?.trackId ?? []),
  ]
  return [...new Set(ids)].flatMap((id) => entityOf(tracks, id) ?? [])
}

/** Without looking at the others, of which there may be thousands. */
export const lastSelectedTrack = (
  selection: Pick<Selection, "of">,
  project: Pick<Project, "clips" | "tracks">,
): Track | undefined =>
  selectedTracks({ of: (kind) => selection.of(kind).slice(-1) }, project).at(0)
