/** A worker thread of the engine: runs one task at a time, named in the registry. */
import { constants, setPriority } from "node:os"
import { parentPort, workerData } from "node:worker_threads"
import { toWire } from "#shared/contract/errors.ts"
import type { TaskMessage, WorkerSettings } from "./platform/node/thread-executor-io.ts"
import { type Tasks, tasks } from "./tasks.ts"

type Incoming = { cancel: true } | { name: keyof Tasks; input: unknown }

let current: AbortController | undefined

// On Linux this concerns this thread and those it begins; elsewhere the engine's whole process.
if ((workerData as WorkerSettings).isInBackground) {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
}

parentPort?.on("message", (message: Incoming) => {
  if ("cancel" in message) current?.abort()
  else void run(message.name, message.input)
})

async function run(name: keyof Tasks, input: unknown): Promise<void> {
  const controller = new AbortController()
  current = controller
  const post = (message: TaskMessage): void => parentPort?.postMessage(message)
  try {
    const result = await tasks[name](input as never, {
      signal: controller.signal,
      onProgress: (progress: unknown) => post({ kind: "progress", progress }),
    })
    post({ kind: "result", result })
  } catch (error) {
    post({ kind: "error", error: toWire(error) })
  }
}
