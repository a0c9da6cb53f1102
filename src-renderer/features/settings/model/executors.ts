/** What trains models, in words. Pure. */
import type { ExecutorName, TestedExecutor } from "#shared/contract/index.ts"

const NAMES: Record<ExecutorName, string> = {
  "onnx-cpu": "Processor",
  "onnx-webgpu": "Graphics card (WebGPU)",
  "onnx-cuda": "Graphics card (CUDA)",
  "onnx-directml": "Graphics card (DirectML)",
  "onnx-coreml": "Core ML",
  "tfjs-node-gpu": "TensorFlow, graphics card",
  "tfjs-node": "TensorFlow, processor",
  "tfjs-wasm": "WebAssembly",
  "tfjs-cpu": "Plain JavaScript",
}
export const executorName = (name: ExecutorName): string => NAMES[name]

const STATES: Record<TestedExecutor["state"], string> = {
  ok: "works",
  wrong: "computes wrongly",
  unavailable: "not here",
  failed: "failed",
}
export const stateText = ({ state }: TestedExecutor): string => STATES[state]

export function speedText({ stepMs }: TestedExecutor): string {
  if (stepMs === null) return ""
  return `${stepMs < 10 ? stepMs.toFixed(1) : Math.round(stepMs)} ms a step`
}

export const AUTOMATIC = "automatic"
export type Choice = ExecutorName | typeof AUTOMATIC

/** The fastest, the processor, what was seen to work, and what is chosen even if it does not. */
export function choicesOf(
  tested: readonly TestedExecutor[],
  chosen: ExecutorName | null,
): { value: Choice; label: string }[] {
  const working = tested.filter(({ state }) => state === "ok").map(({ executor }) => executor)
  const names = new Set<ExecutorName>(["onnx-cpu", ...working, ...(chosen ? [chosen] : [])])
  return [
    { value: AUTOMATIC, label: "The fastest that works" },
    ...[...names].map((value) => ({ value, label: executorName(value) })),
  ]
}
