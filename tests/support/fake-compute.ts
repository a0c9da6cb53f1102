/** What a machine without a graphics card trains with, in memory. */
import type {
  compute,
  ExecutorName,
  Handlers,
  TestedExecutor,
} from "../../src-main/shared/contract/index.ts"

export function fakeCompute(): Handlers<typeof compute> {
  let wanted: ExecutorName | null = null
  return {
    "compute.test": (_input, { progress }) => {
      progress(TESTED.slice(0, 2))
      return { fastest: "onnx-cpu", results: TESTED }
    },
    "compute.choice": () => ({ executor: wanted, forced: null }),
    "compute.choose": ({ executor }) => void (wanted = executor),
  }
}

const TESTED: TestedExecutor[] = [
  {
    ...{ executor: "onnx-cuda", state: "unavailable", stepMs: null },
    reason: "Failed to load shared library",
  },
  { executor: "onnx-webgpu", state: "failed", stepMs: null, reason: "The process ended (SIGSEGV)" },
  { executor: "onnx-cpu", state: "ok", stepMs: 21.4, reason: "" },
  { executor: "tfjs-wasm", state: "ok", stepMs: 202, reason: "" },
]
