/** Executors that this machine might have, each in a process of its own. */
import { createProcessExecutor } from "../executors/process-io.ts"
import type { Executor, ExecutorName } from "../executors/executor.ts"
import { chooseExecutor, type SelfTestReport } from "./self-test.ts"

/** A card's driver that needs longer than this is of no use. */
const TEST_PATIENCE_MS = 60_000

/** From what is usually fastest to what runs everywhere. */
function candidateNames(): ExecutorName[] {
  const cards: Partial<Record<NodeJS.Platform, ExecutorName[]>> = {
    linux: ["onnx-cuda", "onnx-webgpu"],
    win32: ["onnx-directml", "onnx-webgpu"],
    darwin: ["onnx-webgpu", "onnx-coreml"],
  }
  const own = cards[process.platform] ?? []
  return [...own, "tfjs-node-gpu", "tfjs-node", "onnx-cpu", "tfjs-wasm", "tfjs-cpu"]
}

/** Tests executors, all that might be there if none are named. Takes seconds. */
export async function testExecutors(
  options: { names?: readonly ExecutorName[] | undefined; signal?: AbortSignal } = {},
): Promise<SelfTestReport> {
  const { names = candidateNames(), signal } = options
  const executors = names.map((name): Executor =>
    createProcessExecutor(name, { timeoutMs: TEST_PATIENCE_MS }),
  )
  return chooseExecutor(executors, { nowMs: () => performance.now(), signal })
}
