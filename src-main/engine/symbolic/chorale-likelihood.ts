/** How surprised a model of four voices is: nats a word, and of those words alone that differ from the voice's last one. */
import { VOICES } from "./tokens/satb.ts"

export interface ChoraleLikelihood {
  words: number
  /** Mean of -ln p over all words: each voice of each frame once, no end of the piece. */
  nll: number
  changedWords: number
  /** The same over words that differ from the frame before: where the skill is. */
  changedNll: number
}

/** @param chanceOf of the word at a place of a piece, 0..1 */
export function choraleLikelihood(
  pieces: readonly ArrayLike<number>[],
  chanceOf: (ids: ArrayLike<number>, at: number) => number,
): ChoraleLikelihood {
  let [words, sum, changedWords, changedSum] = [0, 0, 0, 0]
  for (const ids of pieces) {
    for (let at = 0; at < ids.length; at++) {
      const nats = -Math.log(chanceOf(ids, at))
      words += 1
      sum += nats
      if (at < VOICES || ids[at] === ids[at - VOICES]) continue
      changedWords += 1
      changedSum += nats
    }
  }
  return { words, nll: sum / words, changedWords, changedNll: changedSum / changedWords }
}
