/** Counts of the words of REMI: what follows the last few words, and how often words are at all. */
import type { Random } from "#shared/music/random.ts"
import type { Piece } from "../piece.ts"
import { REMI_GRAMMAR, remiDecode, remiEncode, remiVocabulary } from "../tokens/remi.ts"
import type { BaselineModel } from "./baseline-model.ts"
import { GramTables, type GramOptions } from "./gram-tables.ts"

/** Before the first word. */
const NOTHING = remiVocabulary.size
const KINDS = remiVocabulary.words.map((_, id) => remiVocabulary.read(id).kind)
const isNote = KINDS.map((kind) => kind === "Pitch")
const [BEGIN, END, BAR] = ["BOS_None", "EOS_None", "Bar_None"].map((word) =>
  remiVocabulary.id(word),
)
/** Of a bar there are never more: what goes round in circles within a bar ends. */
const MOST_WORDS_A_BAR = 400

export interface RemiGrams extends BaselineModel<Piece> {
  /** A piece made up word by word, of so many bars, or fewer where it ends itself. */
  sample(options: { bars: number; random: Random }): Piece
}

/**
 * @param order 1 counts words alone (note frequencies), 5 with the four words before each
 * @param pieces transposed before, where keys are to be forgotten
 */
export function learnRemi(
  pieces: Iterable<Piece>,
  { order, ...options }: { order: number } & Omit<GramOptions, "size">,
): RemiGrams {
  const tables = new GramTables({ size: remiVocabulary.size, ...options })
  const features = new Int32Array(order - 1)
  for (const piece of pieces) {
    const ids = remiEncode(piece)
    for (let at = 1; at < ids.length; at++) tables.learn(lastWords(features, ids, at), ids[at]!)
  }
  return {
    name: order === 1 ? "note frequencies" : `${order}-gram`,
    sample: ({ bars, random }) => {
      const ids = sampledWords(bars, (sofar) => {
        lastWords(features, sofar, sofar.length)
        return drawnWord(sofar.at(-1)!, (word) => tables.probability(features, word), random)
      })
      return remiDecode(ids)
    },
    natsOf: (piece) => {
      const ids = remiEncode(piece)
      let [nats, notes] = [0, 0]
      for (let at = 1; at < ids.length; at++) {
        nats -= Math.log(tables.probability(lastWords(features, ids, at), ids[at]!))
        if (isNote[ids[at]!]) notes += 1
      }
      return { nats, notes }
    },
  }
}

/** The nearest first. */
function lastWords(features: Int32Array, ids: ArrayLike<number>, at: number): Int32Array {
  for (let back = 0; back < features.length; back++)
    features[back] = at - 1 - back < 0 ? NOTHING : ids[at - 1 - back]!
  return features
}

function sampledWords(bars: number, draw: (sofar: readonly number[]) => number): number[] {
  const ids = [BEGIN!]
  for (let bar = 0; ids.length < bars * MOST_WORDS_A_BAR;) {
    const word = draw(ids)
    if (word === BAR) bar += 1
    if (word === END || bar > bars) break
    ids.push(word)
  }
  return ids
}

/** By its chance among the words that the grammar allows after the last one. */
function drawnWord(last: number, chanceOf: (word: number) => number, random: Random): number {
  const allowed = REMI_GRAMMAR[KINDS[last]!] ?? []
  const words = [...KINDS.keys()].filter((word) => allowed.includes(KINDS[word]!))
  const chances = words.map(chanceOf)
  let left = random() * chances.reduce((sum, chance) => sum + chance, 0)
  return words.find((_, i) => (left -= chances[i]!) < 0) ?? words.at(-1)!
}
