/** Where the next gestures come from: ways to search, and the controls that they are measured against. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import type { Random } from "#shared/music/random.ts"
import type { EliteArchive } from "./archive.ts"
import { around, between, byChance } from "./vary.ts"

type Parents = (random: Random) => Float32Array

interface Found {
  archive: EliteArchive
}

/** Of the best, those whom a search without novelty knows. */
const KNOWN = 30
/** Niches whose novelty is asked for at once. */
const CANDIDATES = 3

export const searchMethods = {
  /** Elites at random, the more novel of a few, towards others of them. */
  lines: ({ archive }: Found, { reward }: DiscoverySettings): Parents => {
    const novelty = new Map<number, number>()
    const noveltyAt = (niche: number): number => {
      const known = novelty.get(niche) ?? archive.noveltyOf(archive.behaviourOf(niche))
      novelty.set(niche, known)
      return known
    }
    const pick = (random: Random): number =>
      archive.niches[Math.floor(random() * archive.niches.length)]!
    return (random) => {
      let one = pick(random)
      for (let i = 1; i < CANDIDATES; i++) {
        const other = pick(random)
        // How often novelty decides is the slider of variety: half the time at its middle.
        if (2 * random() < reward.variety && noveltyAt(other) > noveltyAt(one)) one = other
      }
      return between(archive.genesOf(one), archive.genesOf(pick(random)), random)
    }
  },
  /** Elites at random, steps around them. */
  steps:
    ({ archive }: Found): Parents =>
    (random) =>
      around(
        archive.genesOf(archive.niches[Math.floor(random() * archive.niches.length)]!),
        random,
      ),
  /** Control: chance alone. */
  chance: (): Parents => byChance,
  /** Control: the best ones only, whatever kind they are of; what is found on the way is written down. */
  best: ({ archive }: Found): Parents => {
    const best = archive.niches
      .toSorted((a, b) => archive.qualities[b]! - archive.qualities[a]! || a - b)
      .slice(0, KNOWN)
    const pick = (random: Random): Float32Array =>
      archive.genesOf(best[Math.floor(random() * best.length)]!)
    return (random) => between(pick(random), pick(random), random)
  },
} satisfies Record<string, (search: Found, settings: DiscoverySettings) => Parents>

export type SearchMethod = keyof typeof searchMethods
