/** What runs graphs. Models are ONNX files; the state that training changes lives with the executor, between steps. */
import { EXECUTOR_NAMES, type ExecutorName } from "#shared/contract/compute.ts"
import type { TensorData } from "../graph/tensor.ts"

export type Tensors = Record<string, TensorData>

export interface Executor {
  readonly name: ExecutorName
  /** @throws StudioError `device-unavailable` where the model cannot be run here */
  open(spec: SessionSpec): Promise<ComputeSession>
  close(): Promise<void>
}

export { EXECUTOR_NAMES, type ExecutorName }

export interface SessionSpec {
  /** ONNX files by names of the caller's choice. Several may share a state: other batch sizes, evaluation, sampling. */
  models: Record<string, Uint8Array>
  /** Inputs that need not be given, since they stay from run to run; an output `next.X` replaces X. */
  state: Tensors
  /** Threads of the processor; all of them if left out. */
  threads?: number | undefined
}

export interface ComputeSession {
  /** Runs a model once: from the inputs that are no state to the outputs that are none. */
  run(model: string, inputs: Tensors): Promise<Tensors>
  /** A copy of the state as it is now, for example for a checkpoint. */
  read(names?: readonly string[]): Promise<Tensors>
  write(state: Tensors): Promise<void>
  close(): Promise<void>
}
