/** Answers runs.*. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import type { Run } from "#shared/contract/index.ts"
import type { JobId } from "#shared/contract/jobs.ts"
import type { Measurement, ModelId, RunId } from "#shared/contract/training.ts"
import { createRunKeeper, keptSteps } from "../files/run-files-io.ts"
import { estimateRun } from "../runs/estimate-run-job.ts"
import { openParent, shapedAs } from "../runs/parent.ts"
import { FINISH_KIND, RUN_KIND } from "../runs/run-job.ts"
import { following } from "./changes.ts"
import type { RunHandlers, TrainingOptions } from "./options.ts"

export function runHandlers(options: TrainingOptions): RunHandlers {
  options.scheduler.subscribe(() => pauseCancelled(options))
  return { ...answers(options), ...feeds(options) }
}

type Feeds = Pick<RunHandlers, "runs.changes" | "runs.measurements">

function feeds({ runs, changes }: TrainingOptions): Feeds {
  return {
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

/** A run whose job was cancelled among all other jobs is paused. */
function pauseCancelled({ runs, scheduler, changes }: TrainingOptions): void {
  const cancelled = scheduler
    .list()
    .filter(({ kind, state }) => kind === RUN_KIND && state === "cancelled")
  if (cancelled.length === 0) return
  for (const { id, state } of runs.list()) {
    const jobId = runs.jobOf(id)
    if (!GOING.includes(state) || !cancelled.some((job) => job.id === jobId)) continue
    runs.change(id, { state: "paused", stepsPerSecond: null, jobId: null })
    changes.changed()
  }
}

const GOING: readonly Run["state"][] = ["waiting", "learning"]

function answers(options: TrainingOptions): Omit<RunHandlers, keyof Feeds> {
  const { runs, datasets, clock, newId, folder, changes } = options
  const { start, halt, isGoing } = moves(options)
  return {
    "runs.estimate": ({ config }, { signal }) => estimateRun(config, { ...options, signal }),
    "runs.start"({ config: asked }) {
      const config = shapedAs(asked, openParent(asked, options.models))
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
      if (state === "finished")
        fail("conflict", "This run has come to its end. Begin a new one from its model.")
      if (!isGoing(runId)) start(runId)
    },
    async "runs.stop"({ runId }) {
      if (isGoing(runId)) await halt(runId, "stopped")
      else if (runs.get(runId).state === "paused") runs.change(runId, { state: "stopped" })
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
  }
}

/** What a run's state and its job do together. */
function moves({ runs, scheduler, changes }: TrainingOptions) {
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
    // Its last words may have come in between; what has come to its end stays so.
    if (isGoing(runId)) runs.change(runId, { state })
    changes.changed()
  }
  const isGoing = (runId: RunId): boolean => GOING.includes(runs.get(runId).state)
  return { start, halt, isGoing }
}

function checkpointsOf(measurements: readonly Measurement[], steps: readonly number[]) {
  const kept = measurements.filter(({ step }) => steps.includes(step))
  const best = kept.reduce<Measurement | undefined>(
    (so, each) => (so && so.valid <= each.valid ? so : each),
    undefined,
  )
  return kept.map(({ step, seconds, valid }) => ({
    step,
    seconds,
    valid,
    isBest: step === best?.step,
  }))
}

/** Makes the best moment so far a model, as at a run's end. */
async function finishEarly(
  { runs, scheduler, folder, changes }: TrainingOptions,
  runId: RunId,
): Promise<ModelId | null> {
  const run = runs.get(runId)
  if (run.modelId !== null) return run.modelId
  if (!createRunKeeper(join(folder, runId)).load()) return null
  const jobId = scheduler.add({ kind: FINISH_KIND, title: run.name, input: { runId } })
  changes.changed()
  await scheduler.finished(jobId)
  return runs.get(runId).modelId
}
