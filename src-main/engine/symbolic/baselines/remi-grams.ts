/** Counts of the words of REMI: what follows the last few words, and how often words are at all. */
import type { Piece } from "../piece.ts"
import { remiEncode, remiVocabulary } from "../tokens/remi.ts"
import type { BaselineModel } from "./baseline-model.ts"
import { GramTables, type GramOptions } from "./gram-tables.ts"

/** Before the first word. */
const NOTHING = remiVocabulary.size
const isNote = remiVocabulary.words.map((word) => word.startsWith("Pitch_"))

/**
 * @param order 1 counts words alone (note frequencies), 5 with the four words before each
 * @param pieces transposed before, where keys are to be forgotten
 */
export function learnRemi(
  pieces: Iterable<Piece>,
  { order, ...options }: { order: number } & Omit<GramOptions, "size">,
): BaselineModel<Piece> & { tables: GramTables } {
  const tables = new GramTables({ size: remiVocabulary.size, ...options })
  const features = new Int32Array(order - 1)
  for (const piece of pieces) {
    const ids = remiEncode(piece)
    for (let at = 1; at < ids.length; at++) tables.learn(lastWords(features, ids, at), ids[at]!)
  }
  return {
    name: order === 1 ? "note frequencies" : `${order}-gram`,
    tables,
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
