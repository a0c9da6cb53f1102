/** The end of a run: its best moment becomes a model, with a card that says what it is worth. */
import { fail, toWire } from "#shared/contract/errors.ts"
import type { Measurement, ModelId, RunId, TrainingConfig } from "#shared/contract/training.ts"
import type { TensorData } from "../../compute/index.ts"
import type { Corpus } from "../../datasets/index.ts"
import type { JobContext } from "../../jobs/index.ts"
import { cardsOf } from "../evaluate/card.ts"
import { readMaterial } from "../files/material-io.ts"
import { createRunKeeper, keptSteps, readStep } from "../files/run-files-io.ts"
import { learntRunsOf } from "../models/learnt.ts"
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
  const { best, weights } = bestOf(folder)
  const run = runs.get(runId)
  const corpora = config.datasets.flatMap((id) => opened(openCorpus, id))
  const learnt = language.name === "notes" ? learntRunsOf(corpora) : undefined
  const made = { config: model, language, genres, weights, name: run.name, learnt }
  const facts = {
    ...{ model: made, config, command: commandOf(config), restoresKeys: false },
    corpora,
    parent: models.list().find(({ id }) => id === config.parent) ?? null,
    trained: { steps: best.step, seconds: best.seconds, executor: run.executor },
  }
  const id = runId as string as ModelId
  const executor = createUseExecutor()
  try {
    const options = { executor, signal: context.signal, count: SAMPLES }
    for await (const card of cardsOf(facts, options)) {
      models.add(id, { ...made, name: runs.get(runId).name, card }, clock.now())
      runs.change(runId, { modelId: id })
      changed()
      context.report({ stage: "testing", fraction: 0.96 + 0.01 * card.results.length })
    }
  } finally {
    await executor.close()
  }
  return id
}

/** The best moment whose weights are there and can be read. */
function bestOf(folder: string): { best: Measurement; weights: Map<string, TensorData> } {
  const measured = createRunKeeper(folder).load()?.progress.measurements ?? []
  const kept = new Set(keptSteps(folder))
  const best = measured.filter(({ step }) => kept.has(step)).sort((a, b) => a.valid - b.valid)
  for (const each of best) {
    try {
      return { best: each, weights: readStep(folder, each.step) }
    } catch (error) {
      if (each === best.at(-1)) throw error
    }
  }
  return fail("unreadable", "Nothing that this run has learnt can be read any more.")
}

/** A dataset that was removed meanwhile has left its music with the run, but no longer its held-out works. */
function opened(
  openCorpus: RunJobOptions["openCorpus"],
  id: TrainingConfig["datasets"][number],
): Corpus[] {
  try {
    return [openCorpus(id)]
  } catch (error) {
    if (toWire(error).code === "not-found") return []
    throw error
  }
}

/** What stands on a command line is left out of the settings. */
const commandOf = (config: TrainingConfig): string =>
  `slipmat train '${JSON.stringify({ ...config, name: undefined, datasets: undefined })}' --data ${config.datasets.join(" ")}`
