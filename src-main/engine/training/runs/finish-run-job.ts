/** The end of a run: its best moment becomes a model, with a card that says what it is worth. */
import { toWire } from "#shared/contract/errors.ts"
import type { Licence } from "#shared/contract/datasets.ts"
import type { ModelCard, ModelId, RunId, TrainingConfig } from "#shared/contract/training.ts"
import type { Corpus } from "../../datasets/index.ts"
import type { JobContext } from "../../jobs/index.ts"
import { madeUp, NOT_MEASURED, resultOf } from "../evaluate/report.ts"
import { readMaterial } from "../files/material-io.ts"
import { createRunKeeper, readStep } from "../files/run-files-io.ts"
import { adapterOf } from "../loop/adapter.ts"
import type { RowModel } from "../models/model-file.ts"
import { createUseExecutor } from "./executor-choice-io.ts"
import type { RunJobOptions } from "./run-job.ts"

/** Pieces that it makes up to be looked at: enough for a picture, half a minute at most. */
const SAMPLES = 8

interface Finished {
  runId: RunId
  folder: string
  context: Pick<JobContext, "signal" | "report">
}

/** @returns the model; it is in the library before it is measured, since measuring may be broken off */
export async function finishRun(
  { runs, models, openCorpus, clock, changed }: RunJobOptions,
  { runId, folder, context }: Finished,
): Promise<ModelId> {
  const { config, genres, language, model } = readMaterial(folder)
  const best = createRunKeeper(folder).load()!.progress.best()!
  const weights = readStep(folder, best.step)
  const corpora = config.datasets.flatMap((id) => opened(openCorpus, id))
  const run = runs.get(runId)
  const parent = config.parent === null ? null : models.list().find(({ id }) => id === config.parent)
  const card: ModelCard = {
    summary: `${config.name}, after ${best.step} steps`,
    learntFrom: corpora.map(({ name, hash, licence, works }) => ({
      ...{ name, hash, licence, works: new Set(works.map((work) => work.name)).size },
    })),
    licence: narrowest([...corpora.map(({ licence }) => licence), ...(parent ? [parent.card.licence] : [])]),
    lineage: parent ? [...parent.card.lineage, { id: parent.id, name: parent.name }] : [],
    ...{ language: language.name, vocabulary: language.hash, parameters: adapterOf({ config: { ...config, tune: "full" }, model, parent: null }).layout.size },
    ...{ unit: language.unit, results: [], measures: [], copies: NOT_MEASURED },
    trained: { steps: best.step, seconds: best.seconds, executor: run.executor },
    command: commandOf(config),
  }
  const made: RowModel = { config: model, language, genres, weights, card, name: run.name }
  const id = runId as string as ModelId
  const keep = (more: Partial<ModelCard>): void => {
    Object.assign(card, more)
    models.add(id, { ...made, name: runs.get(runId).name, card }, clock.now())
    runs.change(runId, { modelId: id })
    changed()
  }
  keep({})
  const executor = createUseExecutor()
  try {
    const options = { executor, signal: context.signal }
    const train = corpora.flatMap(({ works }) => works.filter(({ split }) => split === "train"))
    for (const split of ["valid", "test"] as const) {
      const works = corpora.flatMap((corpus) => corpus.works.filter((work) => work.split === split))
      if (works.length === 0) continue
      const { result } = await resultOf(made, { split, works, train }, options)
      keep({ results: [...card.results, result] })
    }
    context.report({ stage: "listening for copies", fraction: 0.98 })
    const { measures, copies } = await madeUp(made, corpora, { ...options, count: SAMPLES })
    keep({ measures, copies })
  } finally {
    await executor.close()
  }
  return id
}

/** A dataset that was removed meanwhile has left its music with the run, but no longer its held-out works. */
function opened(openCorpus: RunJobOptions["openCorpus"], id: TrainingConfig["datasets"][number]): Corpus[] {
  try {
    return [openCorpus(id)]
  } catch (error) {
    if (toWire(error).code === "not-found") return []
    throw error
  }
}

const ORDER: readonly Licence["use"][] = ["ship", "private", "evaluate"]
const UNKNOWN: Licence = { name: "unknown", use: "private", notice: "" }

/** What all of them allow; all who are to be named are. */
export function narrowest(licences: readonly Licence[]): Licence {
  if (licences.length === 0) return UNKNOWN
  const use = ORDER[Math.max(...licences.map((licence) => ORDER.indexOf(licence.use)))]!
  const names = [...new Set(licences.map(({ name }) => name))]
  const notices = [...new Set(licences.map(({ notice }) => notice).filter(Boolean))]
  return { name: names.join(", ").slice(0, 200), use, notice: notices.join("\n").slice(0, 2000) }
}

function commandOf(config: TrainingConfig): string {
  const { name: _name, datasets, ...settings } = config
  return `slipmat train ${JSON.stringify(settings)} --data ${datasets.join(" ")}`
}
