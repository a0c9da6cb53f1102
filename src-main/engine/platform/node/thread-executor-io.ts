/**
 * Tasks on worker threads. Workers are kept warm and reused, one task each. A cancelled task gets a moment to clean
 * up after itself, then its thread is ended: cancelling must never wait for a decoder that hangs.
 */
import { Worker } from "node:worker_threads"
import { fromWire, StudioError, type WireError } from "#shared/contract/errors.ts"
import type { Tasks } from "../../tasks.ts"
import type { Executor, RunOptions } from "../ports.ts"

const GRACE_MS = 1500

export type TaskMessage =
  | { kind: "progress"; progress: unknown }
  | { kind: "result"; result: unknown }
  | { kind: "error"; error: WireError }

interface Queued {
  start(worker: Worker): void
  fail(error: unknown): void
}

/** What a worker is told when it begins. */
export interface WorkerSettings {
  isInBackground: boolean
}

interface ExecutorOptions extends WorkerSettings {
  slots: number
}

export function createThreadExecutor({ slots, ...settings }: ExecutorOptions): Executor<Tasks> {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const queue: Queued[] = []
  let isClosed = false

  const take = (): Worker | undefined => idle.pop() ?? (all.size < slots ? spawn() : undefined)
  const spawn = (): Worker => {
    const worker = startWorker(settings)
    all.add(worker)
    worker.once("exit", () => {
      all.delete(worker)
      const at = idle.indexOf(worker)
      if (at >= 0) idle.splice(at, 1)
      pump()
    })
    return worker
  }
  const pump = (): void => {
    while (queue.length > 0 && !isClosed) {
      const worker = take()
      if (!worker) return
      queue.shift()!.start(worker)
    }
  }
  const release = (worker: Worker): void => {
    if (all.has(worker)) {
      // One that is being ended must hold the process until it has: a task may end in the same moment.
      if (!isClosed) worker.unref()
      idle.push(worker)
    }
    pump()
  }

  return {
    async run(name, input, options = {}) {
      const { promise, resolve, reject } = Promise.withResolvers<never>()
      if (isClosed) throw new StudioError("engine-lost", "The engine is closing")
      options.signal?.throwIfAborted()
      const entry: Queued = {
        start: (worker) => {
          runOn(worker, name, input, options)
            .then(resolve as (value: unknown) => void, reject)
            .finally(() => release(worker))
        },
        fail: reject,
      }
      options.signal?.addEventListener("abort", () => {
        const at = queue.indexOf(entry)
        if (at < 0) return
        queue.splice(at, 1)
        reject(new StudioError("cancelled", "Cancelled"))
      })
      queue.push(entry)
      pump()
      return promise
    },
    async close() {
      isClosed = true
      for (const { fail } of queue.splice(0))
        fail(new StudioError("engine-lost", "The engine is closing"))
      // Idle workers are unreferenced: without this the process could end before they have.
      for (const worker of all) worker.ref()
      await Promise.all([...all].map((worker) => worker.terminate()))
    },
  }
}

function runOn(
  worker: Worker,
  name: keyof Tasks,
  input: unknown,
  { signal, onProgress }: RunOptions<never>,
): Promise<unknown> {
  worker.ref()
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  let grace: NodeJS.Timeout | undefined
  const receive = (message: TaskMessage): void => {
    if (message.kind === "progress") onProgress?.(message.progress as never)
    else if (message.kind === "result") resolve(message.result)
    else reject(fromWire(message.error))
  }
  const crash = (error: Error): void => {
    const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    reject(
      new StudioError(isMemory ? "out-of-memory" : "internal", error.message, { cause: error }),
    )
  }
  const exit = (): void =>
    reject(
      signal?.aborted
        ? new StudioError("cancelled", "Cancelled")
        : new StudioError("engine-lost", "A worker stopped"),
    )
  const abort = (): void => {
    worker.postMessage({ cancel: true })
    grace = setTimeout(() => void worker.terminate(), GRACE_MS)
  }
  worker.on("message", receive)
  worker.on("error", crash)
  worker.on("exit", exit)
  signal?.addEventListener("abort", abort, { once: true })
  if (signal?.aborted) abort()
  worker.postMessage({ name, input })
  return promise.finally(() => {
    clearTimeout(grace)
    worker.off("message", receive).off("error", crash).off("exit", exit)
    signal?.removeEventListener("abort", abort)
  })
}

function startWorker(settings: WorkerSettings): Worker {
  const worker = new Worker(workerUrl(), { workerData: settings })
  worker.on("error", () => undefined) // the running task has its own listener
  worker.unref()
  return worker
}

/** The same thread entry, as source under Node and as a bundle beside the engine in the app. */
function workerUrl(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../entry-worker.ts", import.meta.url)
    : new URL("./worker.js", import.meta.url)
}
