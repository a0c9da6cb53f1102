/** Whoever plays the last bar again: what stands there next, at the share of times that this is right, else any word as often as it is. */
import type { Piece } from "../piece.ts"
import { remiEncode, remiVocabulary } from "../tokens/remi.ts"
import type { BaselineModel } from "./baseline-model.ts"
import { GramTables } from "./gram-tables.ts"

const BAR = remiVocabulary.id("Bar_None")
const KINDS = remiVocabulary.words.map((word) => word.slice(0, word.indexOf("_")))

/** Follows a piece in the bar before it. */
class LastBar {
  #before: number[] = []
  #now: number[] = []
  #place = 0

  /** The word that would make this bar the last one; undefined before there is one. */
  get expected(): number | undefined {
    return this.#place < this.#before.length ? this.#before[this.#place] : undefined
  }

  /**
   * Another pitch, length or loudness than the expected one stands in its place. After any other surprise it goes on where the
   * last bar has that word next, if it has it.
   */
  hear(word: number): void {
    if (word === BAR) {
      // The bar line ends the last bar as it began this one: what repeats it has a next bar line, too.
      this.#before = [...this.#now, BAR]
      this.#now = []
      this.#place = 0
      return
    }
    this.#now.push(word)
    const { expected } = this
    if (expected !== undefined && KINDS[expected] === KINDS[word] && KINDS[word] !== "Position") {
      this.#place += 1
      return
    }
    const found = this.#before.indexOf(word, this.#place)
    if (found >= 0) this.#place = found + 1
  }
}

export function learnRepeats(pieces: Iterable<Piece>): BaselineModel<Piece> {
  const words = new GramTables({ size: remiVocabulary.size })
  const hits = new Map<string, { right: number; all: number }>()
  for (const piece of pieces)
    for (const { word, expected } of expectations(piece)) {
      words.learn([], word)
      if (expected === undefined) continue
      const kind = KINDS[expected]!
      const { right, all } = hits.get(kind) ?? { right: 0, all: 0 }
      hits.set(kind, { right: right + Number(expected === word), all: all + 1 })
    }
  const trustIn = (expected: number): number => {
    const { right, all } = hits.get(KINDS[expected]!) ?? { right: 0, all: 0 }
    return (right + 0.5) / (all + 1)
  }
  return {
    name: "repeat",
    natsOf: (piece) => {
      let [nats, notes] = [0, 0]
      for (const { word, expected } of expectations(piece)) {
        const trust = expected === undefined ? 0 : trustIn(expected)
        const other = (1 - trust) * words.probability([], word)
        nats -= Math.log(trust * Number(expected === word) + other)
        if (KINDS[word] === "Pitch") notes += 1
      }
      return { nats, notes }
    },
  }
}

function* expectations(piece: Piece): Generator<{ word: number; expected: number | undefined }> {
  const last = new LastBar()
  const ids = remiEncode(piece)
  for (let at = 1; at < ids.length; at++) {
    const word = ids[at]!
    yield { word, expected: last.expected }
    last.hear(word)
  }
}
