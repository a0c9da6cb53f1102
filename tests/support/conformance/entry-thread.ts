/** The other end as a worker thread. */
import { parentPort } from "node:worker_threads"
import { threadPort } from "../../../src-main/engine/rpc/index.ts"
import { serve } from "../../../src-main/shared/contract/index.ts"
import { conformanceContract, conformanceHandlers } from "./contract.ts"

if (!parentPort) throw new Error("This file is a worker thread")
const handlers = conformanceHandlers(() => process.exit(1))
serve(conformanceContract, handlers, threadPort(parentPort))
