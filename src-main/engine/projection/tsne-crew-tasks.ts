/** What the t-SNE crew and its workers say to each other. Arrays lie in shared memory. */
import type { Worker } from "node:worker_threads"
import type { SearchShape } from "./neighbour-search.ts"
import type { OutputDims } from "./points.ts"
import type { FieldShape } from "./tsne-field.ts"
import type { Schedule } from "./tsne-schedule.ts"

/** Makes a thread that runs tsne-worker.ts; bundles whose file lies elsewhere pass their own. */
export type CreateWorker = (purpose: "t-sne") => Worker

export interface SearchTask {
  kind: "search"
  shape: SearchShape
  thread: number
  memory: WebAssembly.Memory
  perplexity: number
  /** The next batch of rows that nobody has claimed. */
  next: Int32Array
  /** count x k. */
  indices: Int32Array
  conditional: Float32Array
}

export interface SymmetriseTask {
  kind: "symmetrise"
  count: number
  k: number
  threads: number
  indices: Int32Array
  conditional: Float32Array
  /** First layout, count x outputDims. */
  start: Float32Array
  outputDims: OutputDims
}

export interface OptimiseTask {
  kind: "optimise"
  shape: FieldShape
  thread: number
  memory: WebAssembly.Memory
  schedule: Schedule
  stepsALayout: number
}

export type Task = SearchTask | SymmetriseTask | OptimiseTask

export type Answer =
  | { kind: "searched" }
  | { kind: "symmetrised"; memory: WebAssembly.Memory; shape: FieldShape }
  | { kind: "layout"; iteration: number; positions: Float32Array<ArrayBuffer> }
