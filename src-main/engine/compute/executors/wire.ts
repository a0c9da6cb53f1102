/** What a compute process is asked and what it answers. All of it can be cloned. */
import type { WireError } from "#shared/contract/errors.ts"
import type { ExecutorName, SessionSpec, Tensors } from "./executor.ts"

export type ComputeRequest =
  | { kind: "open"; executor: ExecutorName; spec: SessionSpec }
  | { kind: "run"; session: number; model: string; inputs: Tensors }
  | { kind: "read"; session: number; names: readonly string[] | undefined }
  | { kind: "write"; session: number; state: Tensors }
  | { kind: "close"; session: number }

export interface ComputeCall {
  id: number
  request: ComputeRequest
}

export type ComputeReply = { id: number; result: unknown } | { id: number; error: WireError }
