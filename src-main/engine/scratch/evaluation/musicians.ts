/** Those who are measured: what a search found, and a policy that has learnt nothing. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { EliteArchive } from "../discovery/index.ts"
import { Stage } from "../gestures/index.ts"
import { randomPlayer, playSkills } from "../policy/index.ts"
import type { Musician } from "./protocol.ts"

type Settings = Pick<DiscoverySettings, "limits">

/** Plays the elites of an archive. */
export function eliteMusician(archive: EliteArchive, { limits }: Settings): Musician {
  return {
    count: archive.niches.length,
    play: (bars, bpm, seed) =>
      new Stage(bars.length, bpm, limits).play(
        bars.map((bar) => archive.genesOf(archive.niches[bar]!)),
        (at) => seed + at,
      ),
  }
}

/** Weights and skills by chance: every bar is of another network. */
export function randomMusician({ limits }: Settings, seed: number): Musician {
  const count = 1000
  return {
    count,
    play: (bars, bpm, chance) =>
      bars.flatMap((bar, at) => {
        const random = seededRandom(seed * count + bar)
        const { player, skill } = randomPlayer(random)
        return playSkills(player, [() => skill], { bpm, limits, seed: chance + at }, 1)
      }),
  }
}
