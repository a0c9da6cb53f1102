/** What stands beside every model: its surprise at held-out music beside that of the baselines, its measures, what it copies. */
import { fail } from "#shared/contract/errors.ts"
import type { CopyCheck, ModelCard, MusicalMeasure } from "#shared/contract/training.ts"
import type { Corpus, CorpusWork } from "../../datasets/index.ts"
import {
  type BaselineModel,
  copyCheck,
  type Piece,
  musicalMeasures,
  surpriseByWork,
  surpriseInterval,
} from "../../symbolic/index.ts"
import type { RowModel } from "../models/model-file.ts"
import { learnBaselines } from "../runs/baselines.ts"
import { generatePiece } from "../sample/generate.ts"
import { changedNats, type EvaluateOptions, evaluatePieces, type PieceNats } from "./evaluate.ts"

export type Result = ModelCard["results"][number]
type Spoken = Pick<RowModel, "config" | "language" | "weights">

const SEED = 1

export interface Held {
  split: "valid" | "test"
  works: readonly CorpusWork[]
  /** That learnt what the model learnt. */
  baselines: readonly BaselineModel<CorpusWork>[]
}

/** @param works of one split @returns no result where none of them can be said in the model's language */
export async function resultOf(
  model: Spoken,
  { split, works, baselines }: Held,
  options: EvaluateOptions,
): Promise<{ result: Result | null; pieces: PieceNats[] }> {
  const pieces = await evaluatePieces(model, works, options)
  if (sum(pieces, ({ units }) => units) === 0) return { result: null, pieces }
  const said = pieces.map(({ work }) => work)
  const surprises = surpriseByWork(
    pieces.map(({ work, total, units }) => ({ work: work.name, nats: total, notes: units })),
  )
  const { mean, low, high } = surpriseInterval(surprises, SEED)
  const changed =
    model.language.unit === "cell" ? changedNats(pieces, model.language.fields.length) : null
  const told = baselines.map((baseline) => {
    const all = said.map((work) => baseline.natsOf(work))
    const nll = sum(all, ({ nats }) => nats) / sum(all, ({ notes }) => notes)
    return { name: baseline.name, nll }
  })
  const result = {
    split,
    nll: mean,
    low,
    high,
    changed: changed && changed.cells > 0 ? changed.nats / changed.cells : null,
    baselines: told,
  }
  return { result, pieces }
}

const BARS = 16
/** Pieces that are compared with real ones say nothing below this. */
const LEAST_REAL = 2

/** Generates pieces from nothing, and holds them against what was learnt and what was not. */
export async function madeUp(
  model: Spoken,
  corpora: readonly Corpus[],
  { count, executor, signal, progress }: EvaluateOptions & { count: number },
): Promise<{ measures: MusicalMeasure[]; copies: CopyCheck }> {
  const works = corpora.flatMap((corpus) => corpus.works)
  const of = (isLearnt: boolean): Piece[] =>
    works.filter(({ split }) => (split === "train") === isLearnt).map(({ piece }) => piece)
  const [learnt, heldOut] = [of(true), of(false)]
  // Making music up takes long: only where it can be held against something.
  if (count === 0 || heldOut.length < LEAST_REAL) return { measures: [], copies: NOT_MEASURED }
  const pieces: Piece[] = []
  for (let at = 0; at < count; at++) {
    const piece = await generatePiece(model, { ...PLAIN, seed: SEED + at }, { executor, signal })
    if (piece.notes.length > 0) pieces.push(piece)
    progress?.((at + 1) / count)
  }
  if (pieces.length === 0) return { measures: [], copies: NOT_MEASURED }
  return {
    measures: musicalMeasures({ real: heldOut, generated: pieces, seed: SEED }).map(
      ({ name, real, generated, overlap, ceiling }) => ({
        name,
        real,
        generated,
        overlap,
        ceiling,
      }),
    ),
    copies: copyCheck({ learnt, heldOut, generated: pieces }),
  }
}

/** All of it for one split: what `slipmat evaluate` tells. */
export async function evaluateModel(
  model: Spoken,
  corpora: readonly Corpus[],
  { split, count, ...options }: EvaluateOptions & { split: "valid" | "test"; count: number },
) {
  const of = (wanted: string): CorpusWork[] =>
    corpora.flatMap(({ works }) => works.filter((work) => work.split === wanted))
  const works = of(split)
  if (works.length === 0)
    return fail("invalid-input", `No work of this music is held out for the split ${split}.`)
  const baselines = learnBaselines(model.language.name, of("train"))
  const { result, pieces } = await resultOf(model, { split, works, baselines }, options)
  if (!result)
    return fail(
      "invalid-input",
      model.language.name === "chorales"
        ? `None of the works of the split ${split} is for four voices, one note at a time in each, as this model's music is.`
        : `None of the works of the split ${split} has notes.`,
    )
  const { measures, copies } = await madeUp(model, corpora, { ...options, count })
  return { result, pieces, measures, copies }
}

const PLAIN = {
  ...{ prompt: null, bars: BARS, count: 1, temperature: 1, topP: 1, minP: 0 },
  ...{ repetitionBars: 0, wishes: {}, soprano: null },
}

export const NOT_MEASURED: CopyCheck = {
  ...{ verdict: "not measured", lengths: [] },
  ...{ heldOut: { p95: 0, longest: 0 }, generated: { p95: 0, longest: 0 } },
}

const sum = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((so, each) => so + of(each), 0)
