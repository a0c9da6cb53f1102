/** Executors by name. Each library is loaded when it is asked for: none of them need be there. */
import { StudioError } from "#shared/contract/errors.ts"
import type { Executor, ExecutorName } from "./executor.ts"

/** An executor inside this process. @throws StudioError `device-unavailable` where its library is not there */
export async function createExecutor(name: ExecutorName): Promise<Executor> {
  try {
    if (name.startsWith("onnx-")) {
      const { createOnnxExecutor } = await import("./onnx-io.ts")
      return createOnnxExecutor(name)
    }
    const { createTfjsExecutor } = await import("./tfjs-io.ts")
    return await createTfjsExecutor(name)
  } catch (error) {
    if (error instanceof StudioError) throw error
    const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error)
    throw new StudioError("device-unavailable", `${name} is not available: ${reason}`, {
      cause: error,
    })
  }
}
