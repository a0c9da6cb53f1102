/** How much of each corpus is drawn: by the square root of how many loops it has, so that the large ones are not all there is. */
import type { Random } from "#shared/music/random.ts"

/** @param like loops by whose corpora the shares are made; others are not drawn */
export function drawerByCorpus<T extends { corpus: number }>(
  loops: readonly T[],
  like: readonly { corpus: number }[] = loops,
): (random: Random) => T {
  const counts = new Map<number, number>()
  for (const { corpus } of like) counts.set(corpus, (counts.get(corpus) ?? 0) + 1)
  const groups = [...Map.groupBy(loops, ({ corpus }) => corpus)].map(([corpus, some]) => ({
    some,
    share: Math.sqrt(counts.get(corpus) ?? 0),
  }))
  const all = groups.reduce((sum, { share }) => sum + share, 0)
  return (random) => {
    let left = random() * all
    const { some } = groups.find(({ share }) => (left -= share) < 0) ?? groups.at(-1)!
    return some[Math.floor(random() * some.length)]!
  }
}
