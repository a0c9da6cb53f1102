/** Answers runs.*, models.* and compute.*. */
import { computeHandlers } from "./service/compute-handlers.ts"
import { modelHandlers } from "./service/model-service.ts"
import type { Served, TrainingOptions } from "./service/options.ts"
import { runHandlers } from "./service/run-service.ts"

export const trainingHandlers = (options: TrainingOptions): Served => ({
  ...runHandlers(options),
  ...modelHandlers(options),
  ...computeHandlers(options),
})
