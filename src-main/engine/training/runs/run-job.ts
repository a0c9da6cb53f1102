/** A run as a job: it learns in a process of its own, and goes on from what was kept whenever it is started again. */
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { z } from "zod"
import { StudioError, toWire } from "#shared/contract/errors.ts"
import { RunId, type TrainingConfig } from "#shared/contract/training.ts"
import type { Corpus } from "../../datasets/index.ts"
import { defineJob, type JobContext } from "../../jobs/index.ts"
import type { Clock } from "../../platform/index.ts"
import { readMaterial, writeMaterial } from "../files/material-io.ts"
import { createRunKeeper, hasMaterial } from "../files/run-files-io.ts"
import { adapterOf } from "../loop/adapter.ts"
import type { ModelStore } from "../models/model-store.ts"
import { learnInProcess } from "../process/run-process-io.ts"
import { learnBaselines, measureBaselines } from "./baselines.ts"
import { type ExecutorChoice, executorWords } from "./executor-choice-io.ts"
import { finishRun } from "./finish-run-job.ts"
import { openParent } from "./parent.ts"
import { prepareRun } from "./prepare-run.ts"
import type { RunStore } from "./run-store.ts"

export const RUN_KIND = "training/run"

export interface RunJobOptions {
  runs: RunStore
  models: ModelStore
  executors: ExecutorChoice
  openCorpus(id: TrainingConfig["datasets"][number]): Corpus
  /** Of all runs; each has a folder of its id in it. */
  folder: string
  clock: Clock
  changed(): void
}

/** A process that dies so often without a step forward will die again. */
const MOST_DEATHS = 3
/** Shares of the job: what comes before learning, and after it. */
const [BEFORE, AFTER] = [0.03, 0.05]

export function createRunJob(options: RunJobOptions) {
  const { runs, folder, clock, changed } = options
  return defineJob({
    kind: RUN_KIND,
    priority: 20,
    input: z.object({ runId: RunId }),
    async run(context, { runId }) {
      // Paused, and the studio was closed before its job had ended.
      if (runs.get(runId).state === "paused") throw new StudioError("cancelled", "Paused")
      try {
        runs.change(runId, { state: "learning", error: null, finishedAt: null })
        changed()
        await prepare(options, context, runId)
        await learnOn(options, context, runId)
        context.report({ stage: "testing", fraction: 1 - AFTER })
        const modelId = await finishRun(options, { runId, folder: join(folder, runId), context })
        runs.change(runId, { state: "finished", modelId, finishedAt: clock.now() })
        return { modelId }
      } catch (error) {
        const told = toWire(error)
        // A pause says so itself before it ends the job; an engine that closes goes on later.
        if (told.code === "cancelled") throw error
        runs.change(runId, { state: "failed", error: told, finishedAt: clock.now() })
        throw error
      } finally {
        changed()
      }
    },
  })
}

async function prepare(
  options: RunJobOptions,
  { report }: JobContext,
  runId: RunId,
): Promise<void> {
  const folder = join(options.folder, runId)
  const { config } = options.runs.get(runId)
  if (hasMaterial(folder)) return
  report({ stage: "reading music", fraction: 0 })
  const parent = openParent(config, options.models)
  const corpora = config.datasets.map((id) => options.openCorpus(id))
  const prepared = prepareRun(config, corpora, parent?.genres ?? null)
  report({ stage: "measuring baselines", fraction: BEFORE / 2 })
  const { language, train, valid, genres } = prepared
  const baselines = measureBaselines(
    learnBaselines(config.language, prepared.trainWorks),
    prepared.validWorks,
  )
  writeMaterial(folder, { config, genres, train, valid, parent: parent?.weights ?? null })
  options.runs.change(runId, {
    facts: { parameters: 0, unit: language.unit, executor: "", baselines },
  })
}

async function learnOn(options: RunJobOptions, context: JobContext, runId: RunId): Promise<void> {
  const { runs, changed } = options
  const folder = join(options.folder, runId)
  const { config } = runs.get(runId)
  const executor = await options.executors.choose()
  const threads = availableParallelism()
  const material = readMaterial(folder)
  const { size: parameters } = adapterOf(material).layout
  runs.change(runId, {
    facts: { ...factsOf(runs, runId), parameters, executor: executorWords(executor, threads) },
  })
  const { progress } = createRunKeeper(folder).load() ?? {}
  runs.keepMeasurements(runId, progress?.measurements ?? [])
  const tell = (step: number, stepsPerSecond: number | null): void => {
    runs.change(runId, { step, stepsPerSecond })
    context.report({
      stage: "learning",
      fraction: BEFORE + (1 - BEFORE - AFTER) * (step / config.steps),
    })
    changed()
  }
  tell(progress?.step ?? 0, null)
  let reached = -1
  for (let deaths = 0; ;) {
    try {
      const why = await learnInProcess(
        { folder, executor, threads },
        {
          pause: context.signal,
          onEvent(event) {
            // The library may be closed; what is kept in the folder is told when the run goes on.
            if (context.signal.aborted) return
            if (event.kind === "step") {
              tell(event.step, event.stepsPerSecond)
              return
            }
            // Steps are told now and then; a measurement is of the last one, whether that was told or not.
            const { measurement } = event
            runs.keepMeasurements(runId, [measurement])
            tell(measurement.step, runs.get(runId).stepsPerSecond)
          },
        },
      )
      if (why === "paused") throw new StudioError("cancelled", "Paused")
      return
    } catch (error) {
      const { code } = toWire(error)
      const { step } = runs.get(runId)
      deaths = step > reached ? 1 : deaths + 1
      reached = Math.max(reached, step)
      if (code !== "engine-lost" || deaths >= MOST_DEATHS || context.signal.aborted) throw error
    }
  }
}

const factsOf = (runs: RunStore, runId: RunId) => {
  const { parameters, unit, executor, baselines } = runs.get(runId)
  return { parameters, unit, executor, baselines }
}

export const FINISH_KIND = "training/finish"

/** A run that was good enough before its end. */
export function createFinishJob(options: RunJobOptions) {
  return defineJob({
    kind: FINISH_KIND,
    priority: 10,
    input: z.object({ runId: RunId }),
    async run(context, { runId }) {
      context.report({ stage: "testing", fraction: 0 })
      const modelId = await finishRun(options, {
        runId,
        folder: join(options.folder, runId),
        context,
      })
      options.runs.change(runId, { finishedAt: options.clock.now() })
      options.changed()
      return { modelId }
    },
  })
}
