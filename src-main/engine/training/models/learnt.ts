/** What a model learnt by heart, as far as it is kept with it. */
import type { Corpus } from "../../datasets/index.ts"
import { LearntRuns } from "../../symbolic/index.ts"

export function learntRunsOf(corpora: readonly Corpus[]): LearntRuns {
  const works = corpora.flatMap((corpus) => corpus.works)
  return LearntRuns.of(works.filter(({ split }) => split === "train").map(({ piece }) => piece))
}
