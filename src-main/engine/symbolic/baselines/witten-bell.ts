/**
 * What a table of counts knows: the chance of a word after ever longer contexts, each leaning on the one before where it has
 * seen little (Witten & Bell 1991, interpolated). The baseline that stands beside every model of words.
 */

interface Counts {
  total: number
  ofWord: Map<number, number>
}

export class WittenBell {
  #size: number
  #tables: Map<string, Counts>[] = []

  /** @param size of the vocabulary: before anything was learnt all words are as likely */
  constructor(size: number) {
    this.#size = size
  }

  /** @param contexts from the shortest to the longest, as many at every call */
  learn(contexts: readonly string[], word: number): void {
    for (const [order, context] of contexts.entries()) {
      const table = (this.#tables[order] ??= new Map())
      const counts = table.get(context) ?? { total: 0, ofWord: new Map<number, number>() }
      counts.total += 1
      counts.ofWord.set(word, (counts.ofWord.get(word) ?? 0) + 1)
      table.set(context, counts)
    }
  }

  /** @returns 0..1; over all words of the vocabulary the sum is 1 */
  probability(contexts: readonly string[], word: number): number {
    let chance = 1 / this.#size
    for (const [order, context] of contexts.entries()) {
      const counts = this.#tables[order]?.get(context)
      if (!counts) continue
      const kinds = counts.ofWord.size
      chance = ((counts.ofWord.get(word) ?? 0) + kinds * chance) / (counts.total + kinds)
    }
    return chance
  }
}

/** The last words before a place, from none to `order - 1` of them: contexts of an n-gram. */
export function gramContexts(ids: ArrayLike<number>, at: number, order: number): string[] {
  const contexts: string[] = [""]
  for (let length = 1; length < order; length++)
    contexts.push(`${at - length < 0 ? "^" : ids[at - length]} ${contexts[length - 1]!}`)
  return contexts
}
