/** What a model must beat on the music held out from it. */
import type { Run } from "#shared/contract/training.ts"
import type { CorpusWork } from "../../datasets/index.ts"
import {
  type BaselineModel,
  type Frame,
  learnChoraleFrequencies,
  learnChoraleGrams,
  learnChoraleRepeats,
  learnNotes,
  learnRemi,
  learnRepeats,
  natsANote,
  type Piece,
  satbTransposed,
} from "../../symbolic/index.ts"

/** Learns the baselines of a language. Seconds for 500,000 notes. */
export function learnBaselines(
  language: "chorales" | "notes",
  works: readonly CorpusWork[],
): BaselineModel<CorpusWork>[] {
  if (language === "chorales") {
    const frames = works.flatMap((work) => (work.frames ? inAllKeys(work.frames) : []))
    const all = [learnChoraleRepeats, learnChoraleFrequencies, learnChoraleGrams]
    return all.map((learn) => ofWork(learn(frames), (work): readonly Frame[] => work.frames ?? []))
  }
  const pieces = works.map(({ piece }) => piece)
  const all = [
    learnRepeats(pieces),
    { ...learnRemi(pieces, { order: 1 }), name: "note frequencies" },
    { ...learnRemi(pieces, { order: 5 }), name: "5-gram" },
    learnNotes(pieces, { order: 5 }),
  ]
  return all.map((model) => ofWork(model, ({ piece }): Piece => piece))
}

/** A table of counts knows no keys but those it has seen; what a model is varied by, the tables are given. */
const inAllKeys = (frames: readonly Frame[]): Frame[][] =>
  Array.from({ length: 12 }, (_, key) => satbTransposed(frames, key - 5) ?? []).filter(
    ({ length }) => length > 0,
  )

function ofWork<M>(
  model: BaselineModel<M>,
  of: (work: CorpusWork) => M,
): BaselineModel<CorpusWork> {
  return { name: model.name, natsOf: (work) => model.natsOf(of(work)) }
}

/** For the chart of a run. @param most works that are looked at: three digits need no more */
export function measureBaselines(
  models: readonly BaselineModel<CorpusWork>[],
  works: readonly CorpusWork[],
): Run["baselines"] {
  return models.map((model) => ({ name: model.name, valid: natsANote(model, works) }))
}
