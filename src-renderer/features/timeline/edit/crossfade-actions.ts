/** Cross-fades that are asked for: where clips are moved over each other they come by themselves. */
import type { TimelineState } from "../timeline-state.svelte.ts"
import { crossfades } from "./crossfades.ts"

export function crossfadeSelected({ project, selectedClips, studio }: TimelineState): void {
  const steps = crossfades(project, new Set(selectedClips.map(({ id }) => id)))
  if (steps.length > 0) studio.project.runAll("Cross-fade clips", steps)
  else studio.toasts.show("Recordings cross-fade where they overlap: move one over the other")
}
