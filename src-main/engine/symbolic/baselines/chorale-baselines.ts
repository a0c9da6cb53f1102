/** What stands beside models of four voices: tables of counts, how often pitches are, and the frame before again. */
import { type Frame, satbEncode, satbVocabulary, VOICES } from "../tokens/satb.ts"
import type { BaselineModel } from "./baseline-model.ts"
import { choraleContexts, learnChorales } from "./chorale-grams.ts"
import { GramTables } from "./gram-tables.ts"

export type ChoraleBaseline = BaselineModel<readonly Frame[]>
type Ids = ArrayLike<number>

/** @param chanceOf of the word at a place of a piece, 0..1 */
function baseline(name: string, chanceOf: (ids: Ids, at: number) => number): ChoraleBaseline {
  return {
    name,
    natsOf: (frames) => {
      const ids = satbEncode(frames)
      let nats = 0
      for (let at = 0; at < ids.length; at++) nats -= Math.log(chanceOf(ids, at))
      return { nats, notes: ids.length }
    },
  }
}

/** @param chorales in all keys that a model hears them in */
export function learnChoraleGrams(chorales: Iterable<readonly Frame[]>): ChoraleBaseline {
  const grams = learnChorales(encoded(chorales), satbVocabulary.size)
  return baseline("n-gram", (ids, at) => grams.probability(choraleContexts(ids, at), ids[at]!))
}

/** How often each voice has each pitch. */
export function learnChoraleFrequencies(chorales: Iterable<readonly Frame[]>): ChoraleBaseline {
  const words = new GramTables({ size: satbVocabulary.size })
  for (const ids of encoded(chorales))
    for (let at = 0; at < ids.length; at++) words.learn([at % VOICES], ids[at]!)
  return baseline("note frequencies", (ids, at) => words.probability([at % VOICES], ids[at]!))
}

/** Every voice stays, at the share of times that it does; else any pitch as often as it is. */
export function learnChoraleRepeats(chorales: Iterable<readonly Frame[]>): ChoraleBaseline {
  const words = new GramTables({ size: satbVocabulary.size })
  let [stays, all] = [0.5, 1]
  for (const ids of encoded(chorales))
    for (let at = 0; at < ids.length; at++) {
      words.learn([at % VOICES], ids[at]!)
      if (at < VOICES) continue
      stays += Number(ids[at] === ids[at - VOICES])
      all += 1
    }
  return baseline("repeat", (ids, at) => {
    const chance = words.probability([at % VOICES], ids[at]!)
    if (at < VOICES) return chance
    return (stays / all) * Number(ids[at] === ids[at - VOICES]) + (1 - stays / all) * chance
  })
}

function* encoded(chorales: Iterable<readonly Frame[]>): Generator<Uint16Array> {
  for (const frames of chorales) yield satbEncode(frames)
}
