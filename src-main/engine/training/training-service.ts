/** Answers runs.* and models.*. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import type { files, Handlers, Run, training as contract } from "#shared/contract/index.ts"
import type { JobId } from "#shared/contract/jobs.ts"
import type { GenerateRequest, Measurement, ModelId, RunId } from "#shared/contract/training.ts"
import type { DatasetStore } from "../datasets/index.ts"
import type { Scheduler } from "../jobs/index.ts"
import type { LibraryEvents } from "../library/index.ts"
import type { Clock } from "../platform/index.ts"
import { createRunKeeper, keptSteps, readStep } from "./files/run-files-io.ts"
import { readMaterial } from "./files/material-io.ts"
import { estimateRun } from "./runs/estimate-run-job.ts"
import { exportModel, importModel } from "./models/exchange-io.ts"
import type { ModelStore } from "./models/model-store.ts"
import type { RowModel } from "./models/model-file.ts"
import { createUseExecutor } from "./runs/executor-choice-io.ts"
import { FINISH_KIND, RUN_KIND } from "./runs/run-job.ts"
import type { RunStore } from "./runs/run-store.ts"
import { generate } from "./sample/generate.ts"

interface Options {
  runs: RunStore
  models: ModelStore
  datasets: DatasetStore
  scheduler: Scheduler
  events: LibraryEvents
  clock: Clock
  newId(): string
  /** Of all runs; each has a folder of its id in it. */
  folder: string
  changes: Changes
}

/** Tells listeners that a run has moved. */
export interface Changes {
  changed(): void
  subscribe(listener: () => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>()
  return {
    changed: () => listeners.forEach((listener) => listener()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type Served = Handlers<typeof contract> &
  Pick<Handlers<typeof files>, "files.exportModel" | "files.importModel">

export function trainingHandlers(options: Options): Served {
  return { ...runHandlers(options), ...modelHandlers(options) }
}

type RunHandlers = Pick<Served, Extract<keyof Served, `runs.${string}`>>

function runHandlers(options: Options): RunHandlers {
  const { runs, datasets, scheduler, clock, newId, folder, changes } = options
  const start = (runId: RunId): void => {
    const { name } = runs.get(runId)
    const jobId = scheduler.add({ kind: RUN_KIND, title: name, input: { runId } })
    runs.change(runId, { state: "waiting", jobId, error: null, finishedAt: null })
    changes.changed()
  }
  /** Its job ends after the step that it is in. */
  const halt = async (runId: RunId, state: Run["state"]): Promise<void> => {
    const jobId = runs.jobOf(runId) as JobId | null
    runs.change(runId, { state, stepsPerSecond: null, jobId: null })
    changes.changed()
    if (jobId === null) return
    scheduler.cancel(jobId)
    await scheduler.finished(jobId)
    scheduler.dismiss(jobId)
    runs.change(runId, { state })
    changes.changed()
  }
  const isGoing = (runId: RunId): boolean =>
    ["waiting", "learning"].includes(runs.get(runId).state)
  return {
    "runs.estimate": ({ config }, { signal }) => estimateRun(config, { models: options.models, signal }),
    "runs.start"({ config }) {
      const id = newId() as RunId
      const datasetNames = config.datasets.map((each) => datasets.get(each).name)
      runs.add({ id, config, datasetNames, createdAt: clock.now() })
      start(id)
      return id
    },
    "runs.list": () => runs.list(),
    "runs.get": ({ runId }) => ({
      run: runs.get(runId),
      measurements: runs.measurements(runId),
      checkpoints: checkpointsOf(runs.measurements(runId), keptSteps(join(folder, runId))),
    }),
    async "runs.pause"({ runId }) {
      if (!isGoing(runId)) fail("conflict", "This run is not learning.")
      await halt(runId, "paused")
    },
    "runs.resume"({ runId }) {
      const { state } = runs.get(runId)
      if (state === "finished") fail("conflict", "This run has come to its end. Begin a new one from its model.")
      if (!isGoing(runId)) start(runId)
    },
    async "runs.stop"({ runId }) {
      if (isGoing(runId)) await halt(runId, "stopped")
      return finishEarly(options, runId)
    },
    "runs.rename"({ runId, name }) {
      runs.change(runs.get(runId).id, { name })
      changes.changed()
    },
    async "runs.remove"({ runId }) {
      if (isGoing(runId)) await halt(runId, "stopped")
      runs.remove(runs.get(runId).id)
      rmSync(join(folder, runId), { recursive: true, force: true })
      changes.changed()
    },
    "runs.changes": (_input, { signal, progress }) =>
      following(changes, signal, () => progress(runs.list())),
    "runs.measurements": ({ runId }, { signal, progress }) => {
      let told = -1
      return following(changes, signal, () => {
        const all = runs.measurements(runId)
        if (all.length !== told) progress(all)
        told = all.length
      })
    },
  }
}

type ModelHandlers = Omit<Served, keyof RunHandlers>

function modelHandlers({ models, folder, newId, clock, changes, events }: Options): ModelHandlers {
  const changed = (): void => {
    changes.changed()
    events.changed()
  }
  return {
    "models.list": () => models.list(),
    "models.rename"({ modelId, name }) {
      models.rename(modelId, name)
      changed()
    },
    "models.remove"({ modelId }) {
      models.remove(modelId)
      changed()
    },
    "models.changes": (_input, { signal, progress }) => {
      let told = ""
      return following(changes, signal, () => {
        const all = models.list()
        const text = all.map(({ id, name, createdAt }) => `${id} ${name} ${createdAt}`).join("\n")
        if (text !== told) progress(all)
        told = text
      })
    },
    async "models.generate"(request, { signal, progress }) {
      const model = sourceOf(request.source, models, folder)
      const executor = createUseExecutor()
      try {
        const candidates = []
        const tell = (fraction: number): void => progress({ fraction })
        for await (const candidate of generate(model, request, { executor, signal, progress: tell })) {
          candidates.push(candidate)
          progress({ fraction: candidates.length / request.count, candidate })
        }
        return candidates
      } finally {
        await executor.close()
      }
    },
    "files.exportModel": ({ modelId, path }) => exportModel(models.open(modelId), path),
    "files.importModel"({ path }) {
      const id = newId() as ModelId
      models.add(id, importModel(path), clock.now())
      changed()
      return id
    },
  }
}

type Spoken = Pick<RowModel, "config" | "language" | "weights">

function sourceOf(source: GenerateRequest["source"], models: ModelStore, folder: string): Spoken {
  if ("modelId" in source) return models.open(source.modelId)
  const { model, language } = readMaterial(join(folder, source.runId))
  return { config: model, language, weights: readStep(join(folder, source.runId), source.step) }
}

function checkpointsOf(measurements: readonly Measurement[], steps: readonly number[]) {
  const kept = measurements.filter(({ step }) => steps.includes(step))
  const best = kept.reduce<Measurement | undefined>((so, each) => (so && so.valid <= each.valid ? so : each), undefined)
  return kept.map(({ step, seconds, valid }) => ({ step, seconds, valid, isBest: step === best?.step }))
}

/** Makes the best moment so far a model, as at a run's end. */
async function finishEarly({ runs, scheduler, folder, changes }: Options, runId: RunId): Promise<ModelId | null> {
  const run = runs.get(runId)
  if (run.modelId !== null) return run.modelId
  if (!createRunKeeper(join(folder, runId)).load()) return null
  const jobId = scheduler.add({ kind: FINISH_KIND, title: run.name, input: { runId } })
  changes.changed()
  await scheduler.finished(jobId)
  return runs.get(runId).modelId
}

/** Tells now and at each change, until nobody listens any more. */
function following(changes: Changes, signal: AbortSignal, tell: () => void): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const stop = changes.subscribe(tell)
  tell()
  signal.addEventListener("abort", () => {
    stop()
    resolve(undefined)
  })
  return promise
}
