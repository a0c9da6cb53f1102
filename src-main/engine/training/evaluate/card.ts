/** A model's card, as it fills: first what the model is, then what it is worth on held-out music, then what it makes up. */
import type { Licence } from "#shared/contract/datasets.ts"
import type { Model, ModelCard, TrainingConfig } from "#shared/contract/training.ts"
import type { Corpus } from "../../datasets/index.ts"
import { DRUMS } from "../../symbolic/index.ts"
import { rowLayout } from "../model/graphs.ts"
import { learnBaselines } from "../runs/baselines.ts"
import type { RowModel } from "../models/model-file.ts"
import type { EvaluateOptions } from "./evaluate.ts"
import { madeUp, NOT_MEASURED, resultOf } from "./report.ts"

export interface CardFacts {
  model: Omit<RowModel, "card">
  corpora: readonly Corpus[]
  config: TrainingConfig
  parent: Model | null
  trained: ModelCard["trained"]
  /** Whether the corpora were read so. */
  restoresKeys: boolean
  /** What makes it again. */
  command: string
}

/** Each is whole; the last says all. @param count pieces that are made up */
export async function* cardsOf(
  facts: CardFacts,
  { count, ...options }: EvaluateOptions & { count: number },
): AsyncGenerator<ModelCard> {
  const { model, corpora } = facts
  let card = plainCard(facts)
  yield card
  const baselines = learnBaselines(model.language.name, worksOf(corpora, "train"))
  for (const split of ["valid", "test"] as const) {
    const works = worksOf(corpora, split)
    if (works.length === 0) continue
    const { result } = await resultOf(model, { split, works, baselines }, options)
    if (!result) continue
    card = { ...card, results: [...card.results, result] }
    yield card
  }
  const { measures, copies } = await madeUp(model, corpora, { ...options, count })
  yield { ...card, measures, copies }
}

function plainCard(facts: CardFacts): ModelCard {
  const { model, corpora, config, parent, trained, command, restoresKeys } = facts
  const { language } = model
  return {
    summary: `${config.name}, after ${trained.steps} steps`,
    learntFrom: corpora.map(({ name, hash, licence, works }) => ({
      ...{ name, hash, licence, works: new Set(works.map((work) => work.name)).size },
    })),
    plays: playedIn(corpora),
    licence: narrowest([
      ...corpora.map(({ licence }) => licence),
      ...(parent ? [parent.card.licence] : []),
    ]),
    lineage: parent ? [...parent.card.lineage, { id: parent.id, name: parent.name }] : [],
    ...{ language: language.name, vocabulary: language.hash, unit: language.unit },
    ...{ parameters: rowLayout(model.config).size, results: [], measures: [] },
    ...{ copies: NOT_MEASURED, trained, command, restoresKeys },
  }
}

function playedIn(corpora: readonly Corpus[]): ModelCard["plays"] {
  const notes = corpora.flatMap(({ works }) => works).flatMap(({ piece }) => piece.notes)
  const ofDrums = notes.filter(({ program }) => program === DRUMS).length
  if (ofDrums === 0) return "pitches"
  return ofDrums === notes.length ? "drums" : "both"
}

const worksOf = (corpora: readonly Corpus[], split: string) =>
  corpora.flatMap(({ works }) => works.filter((work) => work.split === split))

const ORDER: readonly Licence["use"][] = ["ship", "private", "evaluate"]
/** Of a model whose music is no longer there to be asked. */
const UNKNOWN: Licence = { name: "unknown", use: "private", notice: "" }

/** What all of them allow; all who are to be named are. */
export function narrowest(licences: readonly Licence[]): Licence {
  if (licences.length === 0) return UNKNOWN
  const use = ORDER[Math.max(...licences.map((licence) => ORDER.indexOf(licence.use)))]!
  const names = [...new Set(licences.map(({ name }) => name))]
  const notices = [...new Set(licences.map(({ notice }) => notice).filter(Boolean))]
  return { name: names.join(", ").slice(0, 200), use, notice: notices.join("\n").slice(0, 2000) }
}
