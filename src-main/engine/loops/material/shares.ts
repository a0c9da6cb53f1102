/** How much of each corpus is drawn. */
import type { Random } from "#shared/music/random.ts"

interface Shares {
  /** Loops by whose corpora the shares are made; others are not drawn. */
  like: readonly { corpus: number }[]
  /** Of a corpus's number of loops: with 1 every loop is as likely, below 1 those of large corpora are less. */
  power: number
}

export function drawerByCorpus<T extends { corpus: number }>(
  loops: readonly T[],
  { like, power }: Shares,
): (random: Random) => T {
  const counts = new Map<number, number>()
  for (const { corpus } of like) counts.set(corpus, (counts.get(corpus) ?? 0) + 1)
  const groups = [...Map.groupBy(loops, ({ corpus }) => corpus)].map(([corpus, some]) => ({
    some,
    share: (counts.get(corpus) ?? 0) ** power,
  }))
  const all = groups.reduce((sum, { share }) => sum + share, 0)
  return (random) => {
    let left = random() * all
    const { some } = groups.find(({ share }) => (left -= share) < 0) ?? groups.at(-1)!
    return some[Math.floor(random() * some.length)]!
  }
}
