/** A corpus as exchanges: works stay in their splits, and each exchange is a work of the same name. */
import type { Corpus } from "../../datasets/index.ts"
import { exchangesOf } from "./exchanges.ts"

/** Its name, hash and licence stay: they say which music it is made of. */
export function phraseCorpus(corpus: Corpus): Corpus {
  const works = corpus.works.flatMap((work) =>
    exchangesOf(work.piece).map(({ mode, piece }, at) => ({
      ...{ name: work.name, split: work.split, path: `${work.path}#${mode}-${at}` },
      ...{ piece, labels: { genre: mode } },
    })),
  )
  return { ...corpus, kind: "notes", works }
}
