/**
 * Counts of words after ever longer contexts, for millions of words. As `witten-bell.ts`, with numbers in the place of strings; and
 * besides Witten & Bell's weights (1991) the absolute discounts of Kneser & Ney (1995), which are better where music is sparse.
 */
import { grown, PairTable } from "./pair-table.ts"

const ROOT = 0

export interface GramOptions {
  /** Words are 0 .. size - 1: before anything was learnt all are as likely. */
  size: number
  /**
   * `witten-bell`: what is kept for words not seen after a context is as much as kinds of words were. A number between 0 and 1:
   * so much is taken off every count, and a shorter context learns a word only when it is new to the longer one (Kneser-Ney).
   */
  smoothing?: "witten-bell" | number
  /** Most pairs of context and word; beyond it nothing new is learnt, counts go on. Each takes about 50 bytes. */
  limit?: number
}

export class GramTables {
  #size: number
  #discount: number | null
  /** A context and what is added to it: the next longer one, numbered from 1. */
  #contexts: PairTable
  #pairs: PairTable
  #counts = new Int32Array(1024)
  #totals = new Int32Array(1024)
  #kinds = new Int32Array(1024)

  constructor({ size, smoothing = "witten-bell", limit = 12_000_000 }: GramOptions) {
    this.#size = size
    this.#discount = smoothing === "witten-bell" ? null : smoothing
    this.#contexts = new PairTable(limit)
    this.#pairs = new PairTable(limit)
  }

  /** How many pairs of context and word were counted. */
  get entries(): number {
    return this.#pairs.size
  }

  /** @param features of the context, the nearest first: each adds to those before it */
  learn(features: ArrayLike<number>, word: number): void {
    const path = [ROOT]
    for (let depth = 0; depth < features.length; depth++) {
      const longer = this.#contexts.add(path[depth]!, features[depth]!) + 1
      if (longer === 0) break
      path.push(longer)
    }
    for (const context of path.reverse()) {
      const isNew = this.#count(context, word)
      if (this.#discount !== null && !isNew) return
    }
  }

  /** @returns 0..1; over all words the sum is 1 */
  probability(features: ArrayLike<number>, word: number): number {
    let chance = 1 / this.#size
    let context = ROOT
    for (let depth = 0; ; depth++) {
      chance = this.#chanceAt(context, word, chance)
      if (depth === features.length) return chance
      context = this.#contexts.find(context, features[depth]!) + 1
      if (context === 0) return chance
    }
  }

  #chanceAt(context: number, word: number, shorter: number): number {
    const total = this.#totals[context] ?? 0
    if (total === 0) return shorter
    const kinds = this.#kinds[context]!
    const pair = this.#pairs.find(context, word)
    const count = pair < 0 ? 0 : this.#counts[pair]!
    if (this.#discount === null) return (count + kinds * shorter) / (total + kinds)
    return (Math.max(0, count - this.#discount) + this.#discount * kinds * shorter) / total
  }

  /** @returns whether the word was new after this context */
  #count(context: number, word: number): boolean {
    const before = this.#pairs.size
    const pair = this.#pairs.add(context, word)
    if (pair < 0) return true
    while (context >= this.#totals.length) {
      this.#totals = grown(this.#totals)
      this.#kinds = grown(this.#kinds)
    }
    if (pair >= this.#counts.length) this.#counts = grown(this.#counts)
    const isNew = pair === before
    this.#counts[pair]! += 1
    this.#totals[context]! += 1
    if (isNew) this.#kinds[context]! += 1
    return isNew
  }
}
