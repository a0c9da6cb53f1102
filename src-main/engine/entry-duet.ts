/** The duet's process: reads what is played and thinks of answers, for the engine that started it, until that one ends. */
import { serve } from "#shared/contract/index.ts"
import { createExecutor } from "./compute/index.ts"
import { playerContract, playerHandlers } from "./duet/index.ts"
import { processPort } from "./rpc/index.ts"

const executor = await createExecutor("onnx-cpu")
serve(playerContract, playerHandlers(executor), processPort(process))
process.on("disconnect", () => process.exit(0))
