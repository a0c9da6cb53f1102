/** What this machine trains with: found out once per process, by training a little with everything that might be there. */
import { createProcessExecutor, type ExecutorName, testExecutors } from "../../compute/index.ts"
import { fail } from "#shared/contract/errors.ts"

let chosen: Promise<ExecutorName> | undefined

/** `SLIPMAT_EXECUTOR` names another. @throws StudioError device-unavailable where nothing here can train */
export function chooseTrainingExecutor(): Promise<ExecutorName> {
  chosen ??= choose()
  chosen.catch(() => (chosen = undefined))
  return chosen
}

async function choose(): Promise<ExecutorName> {
  const wanted = process.env["SLIPMAT_EXECUTOR"] as ExecutorName | undefined
  const report = await testExecutors(wanted ? { names: [wanted] } : {})
  return (
    report.chosen ??
    fail(
      "device-unavailable",
      "Nothing on this machine can train models; everything else works. Settings, Compute says why.",
    )
  )
}

/** For a person. */
export function executorWords(name: ExecutorName, threads: number): string {
  if (name === "onnx-cpu") return `processor, ${threads} ${threads === 1 ? "thread" : "threads"}`
  return (
    { "onnx-cuda": "graphics card (CUDA)", "onnx-webgpu": "graphics card (WebGPU)" }[
      name as string
    ] ?? name
  )
}

/** What measures and samples: always the processor, which is fastest for one row at a time. */
export const createUseExecutor = (): ReturnType<typeof createProcessExecutor> =>
  createProcessExecutor("onnx-cpu")
