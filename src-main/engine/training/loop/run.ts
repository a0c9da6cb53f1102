/** What a run learns from, where it lies, and what it tells on its way. */
import type { Measurement, TrainingConfig } from "#shared/contract/training.ts"
import type { Executor, TensorData, Tensors } from "../../compute/index.ts"
import type { RowLanguage, Rows } from "../language/language.ts"
import type { RowModelConfig } from "../model/config.ts"
import type { RunProgress } from "./run-progress.ts"

export interface RunMaterial {
  config: TrainingConfig
  model: RowModelConfig
  language: RowLanguage
  train: readonly Rows[]
  valid: readonly Rows[]
  /** Weights of the model that it begins as. */
  parent: ReadonlyMap<string, TensorData> | null
}

/** Where a run lies between its steps. */
export interface RunKeeper {
  load(): { state: Tensors; progress: RunProgress } | null
  /** Whole or not at all. @throws Node's own errors (disk full); what was kept before is then as it was */
  save(state: Tensors, progress: RunProgress): void
  /** What can be heard of this step. @throws as `save` */
  saveWeights(weights: ReadonlyMap<string, TensorData>, at: Measurement, isBest: boolean): void
}

export type RunEvent =
  | { kind: "step"; step: number; stepsPerSecond: number }
  | { kind: "measured"; measurement: Measurement; isBest: boolean }

export interface LearnOptions {
  executor: Executor
  keeper: RunKeeper
  /** Aborted, the run is kept after the step it is in. */
  pause: AbortSignal
  threads?: number | undefined
  nowMs: () => number
}
