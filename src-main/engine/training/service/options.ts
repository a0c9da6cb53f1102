/** What answers to runs.* and models.* are made with. */
import type { compute, files, Handlers, training as contract } from "#shared/contract/index.ts"
import type { DatasetStore } from "../../datasets/index.ts"
import type { Scheduler } from "../../jobs/index.ts"
import type { LibraryEvents } from "../../library/index.ts"
import type { Clock } from "../../platform/index.ts"
import type { ModelStore } from "../models/model-store.ts"
import type { ExecutorChoice } from "../runs/executor-choice-io.ts"
import type { RunStore } from "../runs/run-store.ts"
import type { Changes } from "./changes.ts"

export interface TrainingOptions {
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
  executors: ExecutorChoice
}

export type ComputeHandlers = Handlers<typeof compute>
export type Served = Handlers<typeof contract> &
  ComputeHandlers &
  Pick<Handlers<typeof files>, "files.exportModel" | "files.importModel">

export type RunHandlers = Pick<Served, Extract<keyof Served, `runs.${string}`>>
export type ModelHandlers = Omit<Served, keyof RunHandlers | keyof ComputeHandlers>
