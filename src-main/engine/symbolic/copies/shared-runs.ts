/** The longest runs of notes that a piece shares with a whole corpus: a suffix array of the corpus's lines (Manber & Myers 1990). */
import { intervalOf, melodicLines } from "./melodic-lines.ts"
import type { Piece } from "../piece.ts"

/** Ends every line in the text: no step is 0. */
const LINE_END = 0
/** Steps after which suffixes count as the same. Longer runs are followed where they are found, so that they are at least as long. */
const SORTED_STEPS = 256

export class SharedRuns {
  #text: Int32Array
  /** Where suffixes of the text begin, in the order of their steps. */
  #suffixes: Int32Array

  /** @param pieces all that was learnt from: a second for 500,000 notes */
  constructor(pieces: Iterable<Piece>) {
    const lines = [...pieces].flatMap(melodicLines)
    this.#text = new Int32Array(lines.reduce((sum, { length }) => sum + length + 1, 0))
    let at = 0
    for (const line of lines) {
      this.#text.set(line, at)
      at += line.length + 1
    }
    this.#suffixes = sortedSuffixes(this.#text)
  }

  /**
   * @returns notes of the longest run of a line that is in the corpus with the same intervals and the same rhythm, in whatever key
   * and at whatever tempo; 0 where nothing is shared
   */
  longestIn(piece: Piece): number {
    let longest = 0
    for (const line of melodicLines(piece))
      for (let from = 0; from < line.length; from++)
        longest = Math.max(longest, this.#notesShared(line, from))
    return longest
  }

  /** Of the run that begins at a step: the best is beside the place where it would stand itself. */
  #notesShared(line: Int32Array, from: number): number {
    let [low, high] = [0, this.#suffixes.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#isBefore(this.#suffixes[middle]!, line, from)) low = middle + 1
      else high = middle
    }
    return Math.max(this.#notesFrom(low - 1, line, from), this.#notesFrom(low, line, from))
  }

  #stepsShared(start: number, line: Int32Array, from: number): number {
    const most = Math.min(line.length - from, this.#text.length - start)
    let steps = 0
    while (steps < most && this.#text[start + steps] === line[from + steps]) steps++
    return steps
  }

  #isBefore(start: number, line: Int32Array, from: number): boolean {
    const steps = this.#stepsShared(start, line, from)
    if (from + steps === line.length) return false
    return (this.#text[start + steps] ?? LINE_END) < line[from + steps]!
  }

  #notesFrom(rank: number, line: Int32Array, from: number): number {
    const start = this.#suffixes[rank]
    if (start === undefined) return 0
    const steps = this.#stepsShared(start, line, from)
    const [theirs = LINE_END, ours] = [this.#text[start + steps], line[from + steps]]
    // After the last note a run may go on in another rhythm: its interval still counts.
    const intervals =
      ours !== undefined && intervalOf(theirs) === intervalOf(ours) ? steps + 1 : steps
    return intervals === 0 ? 0 : intervals + 1
  }
}

/** Where suffixes begin, in the order of their first `SORTED_STEPS`: pieces that repeat themselves for long need no more. */
function sortedSuffixes(text: Int32Array): Int32Array {
  const byText = (one: number, other: number): number => {
    for (let steps = 0; steps < SORTED_STEPS; steps++) {
      const difference = (text[one + steps] ?? LINE_END) - (text[other + steps] ?? LINE_END)
      if (difference !== 0) return difference
    }
    return one - other
  }
  return Int32Array.from(text, (_, at) => at).sort(byText)
}
