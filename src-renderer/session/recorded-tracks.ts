/** What the history may not take back while a track is recorded on. Pure. */
import { StudioError } from "#shared/contract/index.ts"
import { entityOf, type History, type Project } from "#shared/project/index.ts"

/** @throws StudioError conflict where one of these tracks would be gone, or armed no longer */
function refuseDisarming(before: Project, after: Project, trackIds: readonly string[]): void {
  for (const id of trackIds) {
    const track = entityOf(before.tracks, id)
    if (!track?.isArmed || entityOf(after.tracks, id)?.isArmed) continue
    throw new StudioError("conflict", `${track.name || "A track"} is being recorded: stop first`)
  }
}

/** A way through the history that leaves these tracks armed. */
export const withoutDisarming =
  (step: (history: History) => History, trackIds: readonly string[]) =>
  (history: History): History => {
    const after = step(history)
    refuseDisarming(history.project, after.project, trackIds)
    return after
  }
