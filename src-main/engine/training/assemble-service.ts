/** The training studio of a library, put together. */
import { join } from "node:path"
import { type DatasetStore, openCorpus } from "../datasets/index.ts"
import type { Scheduler } from "../jobs/index.ts"
import type { Database, LibraryEvents } from "../library/index.ts"
import type { Clock } from "../platform/index.ts"
import { createModelStore } from "./models/model-store.ts"
import { createExecutorChoice } from "./runs/executor-choice-io.ts"
import { createFinishJob, createRunJob } from "./runs/run-job.ts"
import { createRunStore } from "./runs/run-store.ts"
import { createChanges } from "./service/changes.ts"
import { trainingHandlers } from "./training-service.ts"

interface Options {
  database: Database
  datasets: DatasetStore
  libraryDirectory: string
  events: LibraryEvents
  clock: Clock
  newId(): string
}

export function createTraining(options: Options) {
  const { database, datasets, libraryDirectory, clock } = options
  const folder = join(libraryDirectory, "training")
  const runs = createRunStore(database)
  const models = createModelStore(database, join(libraryDirectory, "models"))
  const changes = createChanges()
  const executors = createExecutorChoice(join(libraryDirectory, "compute.json"))
  const stores = { runs, models, folder, clock, executors, changed: changes.changed }
  const opened = { ...stores, openCorpus: openCorpus.bind(null, datasets) }
  return {
    models,
    jobs: [createRunJob(opened), createFinishJob(opened)],
    handlers: (scheduler: Scheduler) =>
      trainingHandlers({ ...options, runs, models, scheduler, folder, changes, executors }),
    /** What another process did may be anything. */
    changed: changes.changed,
  }
}
