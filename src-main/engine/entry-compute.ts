/** The compute process: runs graphs for the process that started it, until that one ends. */
import { createComputeServer, createExecutor } from "./compute/index.ts"
import type { ComputeCall } from "./compute/index.ts"

const serve = createComputeServer(createExecutor)

process.on("message", (call: ComputeCall) => {
  void serve(call).then((reply) => process.send?.(reply))
})
process.on("disconnect", () => process.exit(0))
