/** Which of the elites are taught: good ones that are as unlike each other as can be. */
import { type EliteArchive, shownNiches } from "../discovery/index.ts"

const MOST_SKILLS = 48

/** Niches, the best one first; then always the one that is furthest from those before. */
export function chooseSkills(archive: EliteArchive): number[] {
  const shown = [...shownNiches(archive)]
    .filter((niche) => niche >= 0)
    .sort((a, b) => archive.qualities[b]! - archive.qualities[a]! || a - b)
  const good = shown.slice(0, Math.max(MOST_SKILLS, Math.ceil(shown.length / 2)))
  const chosen: number[] = []
  while (chosen.length < MOST_SKILLS && good.length > 0) {
    const best = good.reduce((so, niche, at) => {
      const far = nearestDistance(archive, niche, chosen)
      return far > so.far ? { far, at } : so
    }, NOBODY)
    chosen.push(...good.splice(Math.max(0, best.at), 1))
  }
  return chosen
}
const NOBODY = { far: -1, at: -1 }

function nearestDistance(archive: EliteArchive, niche: number, others: readonly number[]): number {
  const own = archive.behaviourOf(niche)
  let nearest = Infinity
  for (const other of others) {
    const its = archive.behaviourOf(other)
    nearest = Math.min(nearest, Math.hypot(...own.map((value, i) => value - its[i]!)))
  }
  return nearest
}
