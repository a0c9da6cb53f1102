/** Executors that this machine might have, each in a process of its own. */
import { createProcessExecutor } from "../executors/process-io.ts"
import type { Executor, ExecutorName } from "../executors/executor.ts"
import { chooseExecutor, type SelfTestReport, type SelfTestResult } from "./self-test.ts"

/** A card's driver that needs longer than this is of no use. */
const TEST_PATIENCE_MS = 60_000

/** Run everywhere, and are slower than the processor's own on every machine. */
const LAST_RESORTS: readonly ExecutorName[] = ["tfjs-wasm", "tfjs-cpu"]

/** From what is usually fastest to what a machine always has. */
function likelyNames(): ExecutorName[] {
  const cards: Partial<Record<NodeJS.Platform, ExecutorName[]>> = {
    linux: ["onnx-cuda", "onnx-webgpu"],
    win32: ["onnx-directml", "onnx-webgpu"],
    darwin: ["onnx-webgpu", "onnx-coreml"],
  }
  const own = cards[process.platform] ?? []
  return [...own, "tfjs-node-gpu", "tfjs-node", "onnx-cpu"]
}

interface TestOptions {
  names?: readonly ExecutorName[] | undefined
  signal?: AbortSignal | undefined
  onResult?: ((result: SelfTestResult) => void) | undefined
}

/** Tests executors, all that might be there if none are named. Takes seconds. */
export async function testExecutors(options: TestOptions = {}): Promise<SelfTestReport> {
  const { names = [...likelyNames(), ...LAST_RESORTS], ...told } = options
  const executors = names.map((name): Executor =>
    createProcessExecutor(name, { timeoutMs: TEST_PATIENCE_MS }),
  )
  return chooseExecutor(executors, { nowMs: () => performance.now(), ...told })
}

/** The fastest that works; slow ones are tried only where no other does. undefined where nothing works. */
export async function fastestExecutor(): Promise<ExecutorName | undefined> {
  const { chosen } = await testExecutors({ names: likelyNames() })
  return chosen ?? (await testExecutors({ names: LAST_RESORTS })).chosen
}
