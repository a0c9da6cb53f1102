/**
 * How surprised tables of counts are by chorales that they have not heard: the baseline beside which models of four voices stand
 * (music.md 19.1: .4861 nats a word on the test split; here measured again). Needs ../shared/data/jsb-chorales.
 *   npm run bench -- chorales
 */
import { join } from "node:path"
import {
  choraleContexts,
  learnChorales,
} from "../../src-main/engine/symbolic/baselines/chorale-grams.ts"
import { choraleLikelihood } from "../../src-main/engine/symbolic/chorale-likelihood.ts"
import { readChorales } from "../../src-main/engine/symbolic/data/jsb-chorales-io.ts"
import {
  satbEncode,
  satbTransposed,
  satbVocabulary,
} from "../../src-main/engine/symbolic/tokens/satb.ts"
import { DATA } from "./lib/render.ts"

const SEMITONES = Array.from({ length: 12 }, (_, i) => i - 5)

const splits = readChorales(join(DATA, "jsb-chorales/Jsb16thSeparated.json"))
const inAllKeys = splits.train.flatMap((frames) =>
  SEMITONES.flatMap((by) => {
    const moved = satbTransposed(frames, by)
    return moved ? [satbEncode(moved)] : []
  }),
)
const grams = learnChorales(inAllKeys, satbVocabulary.size)
for (const split of ["valid", "test"] as const) {
  const { words, nll, changedNll } = choraleLikelihood(splits[split].map(satbEncode), (ids, at) =>
    grams.probability(choraleContexts(ids, at), ids[at]!),
  )
  console.log(
    `${split}: ${words} words, ${nll.toFixed(4)} nats a word, ${changedNll.toFixed(3)} where a voice moves`,
  )
}
