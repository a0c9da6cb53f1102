/** Answers runs.*, models.* and compute.*. */
import { computeHandlers } from "./service/compute-handlers.ts"
import { modelHandlers } from "./service/model-handlers.ts"
import type { Served, TrainingOptions } from "./service/options.ts"
import { runHandlers } from "./service/run-handlers.ts"

export const trainingHandlers = (options: TrainingOptions): Served => ({
  ...runHandlers(options),
  ...modelHandlers(options),
  ...computeHandlers(options),
})
