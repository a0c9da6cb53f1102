/** The other end as a process of its own: what entry-engine.ts is to the engine. */
import { engineLine } from "../../../src-main/engine/rpc/index.ts"
import { serve } from "../../../src-main/shared/contract/index.ts"
import { conformanceContract, conformanceHandlers } from "./contract.ts"

const line = engineLine(process)
line.onOpen((_role, port) => {
  const handlers = conformanceHandlers(() => process.kill(process.pid, "SIGKILL"))
  serve(conformanceContract, handlers, port)
})
line.onClose(() => process.exit(0))
