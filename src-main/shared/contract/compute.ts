/** What models are trained with: what this machine has, and which of it a person wants. */
import { z } from "zod"
import { procedure } from "./rpc.ts"

export const EXECUTOR_NAMES = [
  "onnx-cpu",
  "onnx-webgpu",
  "onnx-cuda",
  "onnx-directml",
  "onnx-coreml",
  "tfjs-node-gpu",
  "tfjs-node",
  "tfjs-wasm",
  "tfjs-cpu",
] as const

export const ExecutorName = z.enum(EXECUTOR_NAMES)
export type ExecutorName = z.infer<typeof ExecutorName>

/** How an executor trained the model of the self-test. */
export const TestedExecutor = z.object({
  executor: ExecutorName,
  /** wrong: it runs, and its losses are not what they must be; unavailable: it is not on this machine; failed: it broke. */
  state: z.enum(["ok", "wrong", "unavailable", "failed"]),
  reason: z.string().describe("why it cannot be used; empty where it can"),
  stepMs: z.number().nullable().describe("its fastest step; null where it did not come to one"),
})
export type TestedExecutor = z.infer<typeof TestedExecutor>

export const compute = {
  /** Tests one after the other, and tells what it knows each time. Takes up to a minute, and is cancellable. */
  "compute.test": procedure({
    input: z.object({}),
    output: z.object({ fastest: ExecutorName.nullable(), results: z.array(TestedExecutor) }),
    progress: z.array(TestedExecutor),
  }),
  /** What a person wants runs to train with; null where the fastest that works is to. */
  "compute.choice": procedure({
    input: z.object({}),
    output: z.object({
      executor: ExecutorName.nullable(),
      forced: z.string().nullable().describe("what SLIPMAT_EXECUTOR says, which goes first"),
    }),
  }),
  /** Kept in the library. Runs that learn already go on as they do. */
  "compute.choose": procedure({
    input: z.object({ executor: ExecutorName.nullable() }),
    output: z.void(),
  }),
}
