/** Which clips two documents do not share. Pure. */
import { entityOf, type Clip, type Project } from "#shared/project/index.ts"

/** Clips that are others in `after`, as they are there, and those that are gone, as they were; in the order of time. */
export function changedClips(
  before: Pick<Project, "clips">,
  after: Pick<Project, "clips">,
): Clip[] {
  const changed = after.clips.flatMap((bucket, index) => {
    const old = before.clips[index]!
    if (bucket === old) return []
    return [
      ...bucket.filter((clip) => entityOf(before.clips, clip.id) !== clip),
      ...old.filter(({ id }) => !entityOf(after.clips, id)),
    ]
  })
  return changed.sort((a, b) => a.startTicks - b.startTicks)
}
