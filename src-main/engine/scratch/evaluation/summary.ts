/** What several seeds found, in a few numbers. */
import type { Technique } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import { type Found, TARGETS } from "./protocol.ts"

const DRAWS = 2000
/** A technique that one seed alone found may be luck. */
const LEAST_SEEDS = 2

export interface Summary {
  /** Of techniques that a seed found. */
  median: number
  /** 95 % of medians of seeds drawn with replacement are between the two (Efron 1979). */
  low: number
  high: number
  /** Found by two seeds at least, with by how many. */
  found: { technique: Technique; seeds: number }[]
}

/** @param seeds what each found, one at least */
export function summaryOf(seeds: readonly (readonly Found[])[]): Summary {
  const counts = seeds.map((found) => found.length)
  const random = seededRandom(1)
  const medians = Array.from({ length: DRAWS }, () =>
    medianOf(counts.map(() => counts[Math.floor(random() * counts.length)]!)),
  ).sort((a, b) => a - b)
  const found = TARGETS.map((technique) => ({
    technique,
    seeds: seeds.filter((all) => all.some((each) => each.technique === technique)).length,
  })).filter((each) => each.seeds >= LEAST_SEEDS)
  const at = (share: number): number => medians[Math.floor(share * (DRAWS - 1))]!
  return { median: medianOf(counts), low: at(0.025), high: at(0.975), found }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2
}
