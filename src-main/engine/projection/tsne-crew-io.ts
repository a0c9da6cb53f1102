/**
 * t-SNE of a large map on worker threads over shared memory. The calling thread only waits, so it can cancel at any moment:
 * it ends the workers, whatever they are doing.
 */
import { Worker } from "node:worker_threads"
import { StudioError } from "#shared/contract/errors.ts"
import { clampPerplexity, neighboursFor } from "./affinities.ts"
import { openSearch } from "./neighbour-search.ts"
import type { Answer, CreateWorker, Task } from "./tsne-crew-tasks.ts"
import type { Schedule } from "./tsne-schedule.ts"
import type { TsneOptions } from "./tsne-options.ts"

const createDefaultWorker: CreateWorker = () => {
  const file = import.meta.url.endsWith(".ts") ? "./tsne-worker.ts" : "./tsne-worker.js"
  return new Worker(new URL(file, import.meta.url))
}

export interface CrewRun {
  options: TsneOptions
  threads: number
  schedule: Schedule
  stepsALayout: number
  /** First layout, count x outputDims. */
  start: Float32Array
}

/** Positions, count x outputDims. @throws the signal's reason; StudioError internal when a worker fails. */
export async function projectWithCrew(run: CrewRun): Promise<Float32Array> {
  const { createWorker = createDefaultWorker, signal } = run.options
  const workers = Array.from({ length: run.threads }, () => createWorker("t-sne"))
  const failed = new Promise<never>((_, reject) => {
    for (const worker of workers) worker.on("error", (error) => reject(asFailure(error)))
    for (const worker of workers) worker.on("exit", () => reject(asFailure("it ended early")))
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true })
  })
  try {
    signal?.throwIfAborted()
    return await Promise.race([failed, conduct(run, workers)])
  } finally {
    failed.catch(() => undefined)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

async function conduct(run: CrewRun, workers: Worker[]): Promise<Float32Array> {
  const { options, threads, schedule, stepsALayout, start } = run
  const { data, count, dims, outputDims, onLayout } = options
  const perplexity = clampPerplexity(options.perplexity ?? 30, count)
  const k = neighboursFor(perplexity, count)
  const indices = new Int32Array(new SharedArrayBuffer(count * k * 4))
  const conditional = new Float32Array(new SharedArrayBuffer(count * k * 4))
  await searchTogether(workers, { data, count, dims, k, threads, perplexity, indices, conditional })
  const [first] = workers
  if (!first) return start
  const edges = { indices, conditional, count, k, threads }
  const ready = await ask(first, { kind: "symmetrise", ...edges, start, outputDims }, "symmetrised")
  const { memory, shape } = ready
  const { iterations } = schedule
  return await new Promise<Float32Array>((resolve) => {
    first.on("message", (message: Answer) => {
      if (message.kind !== "layout") return
      const { iteration, positions } = message
      const isLast = iteration === iterations
      onLayout?.({ iteration, iterations, positions: isLast ? positions.slice() : positions })
      if (isLast) resolve(positions)
    })
    workers.forEach((worker, thread) => {
      const task: Task = { kind: "optimise", shape, thread, memory, schedule, stepsALayout }
      worker.postMessage(task)
    })
  })
}

interface Search {
  data: Float32Array
  count: number
  dims: number
  k: number
  threads: number
  perplexity: number
  indices: Int32Array
  conditional: Float32Array
}

async function searchTogether(workers: Worker[], search: Search): Promise<void> {
  const { data, count, dims, k, threads, perplexity, indices, conditional } = search
  const shape = { count, dims, k, threads }
  const engine = openSearch(shape)
  engine.fill(data)
  const { memory } = engine.kernel
  const next = new Int32Array(new SharedArrayBuffer(4))
  const common = { kind: "search", shape, memory, perplexity, next, indices, conditional } as const
  await Promise.all(workers.map((worker, thread) => ask(worker, { ...common, thread }, "searched")))
}

function ask<K extends Answer["kind"]>(
  worker: Worker,
  task: Task,
  kind: K,
): Promise<Extract<Answer, { kind: K }>> {
  return new Promise((resolve) => {
    const listen = (message: Answer): void => {
      if (message.kind !== kind) return
      worker.off("message", listen)
      resolve(message as Extract<Answer, { kind: K }>)
    }
    worker.on("message", listen)
    worker.postMessage(task)
  })
}

function asFailure(cause: unknown): StudioError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new StudioError("internal", `A thread that computes the map failed: ${reason}`, { cause })
}
