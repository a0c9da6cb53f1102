/**
 * The search for gestures: MAP-Elites (Mouret & Clune 2015). Each batch follows from the seed, its number and the archive
 * alone, so that a search that was killed and goes on makes the same steps to the bit.
 */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import { type Random, seededRandom } from "#shared/music/random.ts"
import { BAR_BEATS, Stage } from "../gestures/index.ts"
import { worthOf } from "../reward/index.ts"
import { type Elite, EliteArchive, type EliteColumns } from "./archive.ts"
import { behaviourOf, nicheOf } from "./niches.ts"
import { byChance } from "./vary.ts"
import { type SearchMethod, searchMethods } from "./methods.ts"

export const BATCH = 100
/** Until so many niches are filled, gestures come from chance alone; and a share of them at any time. */
const LEAST_PARENTS = 20
const BY_CHANCE = 0.02
/** What the search is told of: points of its curves, at most. */
export const CURVE_POINTS = 100

export interface CurvePoint {
  evaluations: number
  coverage: number
  best: number
  sum: number
}

export interface Search {
  archive: EliteArchive
  evaluations: number
  curve: CurvePoint[]
}

/** As it goes between threads and into files. */
export interface SavedSearch {
  elites: EliteColumns
  evaluations: number
  curve: CurvePoint[]
}

export const newSearch = (): Search => ({ archive: new EliteArchive(), evaluations: 0, curve: [] })

export const savedSearch = ({ archive, evaluations, curve }: Search): SavedSearch => ({
  ...{ elites: archive.columns(), evaluations, curve: [...curve] },
})

export const searchFrom = ({ elites, evaluations, curve }: SavedSearch): Search => ({
  ...{ archive: EliteArchive.of(elites), evaluations, curve: [...curve] },
})

/** Makes batches one by one; nothing is kept beside the search itself. */
export function searcher(settings: DiscoverySettings, method: SearchMethod = "lines") {
  const stage = new Stage(BATCH, settings.bpm, settings.limits)
  const choose = searchMethods[method]
  const every = Math.max(BATCH, settings.evaluations / CURVE_POINTS)
  return (search: Search): void => {
    const number = Math.floor(search.evaluations / BATCH)
    const random = seededRandom(Math.imul(settings.seed + 1, 0x9e3779b1) ^ number)
    const count = Math.min(BATCH, settings.evaluations - search.evaluations)
    const isEarly = search.archive.niches.length < LEAST_PARENTS
    const parents = isEarly ? null : choose(search, settings)
    const batch = Array.from({ length: count }, () =>
      parents === null || random() < BY_CHANCE ? byChance(random) : parents(random),
    )
    for (const found of judged(stage, batch, settings, random)) search.archive.offer(found)
    search.evaluations += count
    const isTold = Math.floor(search.evaluations / every) > search.curve.length
    if (isTold || search.evaluations >= settings.evaluations)
      search.curve.push({ evaluations: search.evaluations, ...search.archive.figures() })
  }
}

function judged(
  stage: Stage,
  genes: readonly Float32Array[],
  { reward }: Pick<DiscoverySettings, "reward">,
  random: Random,
): Elite[] {
  const seed = Math.floor(random() * 2 ** 31)
  return stage
    .play(genes, (at) => seed + at)
    .map((performance, at) => {
      const worth = worthOf(performance, reward)
      const behaviour = behaviourOf(worth.sounds, stage.bars * BAR_BEATS)
      const { quality, rhythm, expression, variety, effort } = worth
      const parts = Float32Array.of(rhythm, expression, variety, 1 - effort)
      return { quality, parts, behaviour, niche: nicheOf(behaviour), genes: genes[at]! }
    })
}
