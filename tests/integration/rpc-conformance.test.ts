/** The conformance cases over every transport of plain Node; tests/e2e runs the same ones over Electron's. */
import { fork } from "node:child_process"
import { join } from "node:path"
import { MessageChannel, Worker } from "node:worker_threads"
import { afterEach, describe, test } from "vitest"
import {
  createPortPair,
  multiplex,
  processPort,
  threadPort,
  type EngineRole,
} from "../../src-main/engine/rpc/index.ts"
import { serve, type Port } from "../../src-main/shared/contract/index.ts"
import { conformanceCases } from "../support/conformance/cases.ts"
import { connectConformance } from "../support/conformance/client.ts"
import { conformanceContract, conformanceHandlers } from "../support/conformance/contract.ts"

const support = join(import.meta.dirname, "../support/conformance")
const cleanUp: (() => unknown)[] = []

/** Starts the other end and returns the near end of the line to it. */
const transports: Record<string, () => Port> = {
  "in memory"() {
    const [near, far] = createPortPair()
    serve(
      conformanceContract,
      conformanceHandlers(() => far.close()),
      far,
    )
    return near
  },
  "a message channel"() {
    const { port1, port2 } = new MessageChannel()
    cleanUp.push(() => port1.close())
    const far = threadPort(port2)
    serve(
      conformanceContract,
      conformanceHandlers(() => far.close()),
      far,
    )
    return threadPort(port1)
  },
  "a worker thread"() {
    const worker = new Worker(join(support, "entry-thread.ts"))
    cleanUp.push(() => worker.terminate())
    return threadPort(worker)
  },
  "a Node child, multiplexed"() {
    const child = fork(join(support, "entry-process.ts"), [], { serialization: "advanced" })
    cleanUp.push(() => child.kill("SIGKILL"))
    return multiplex<EngineRole>(processPort(child)).open("studio")
  },
}

afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close()
})

for (const [transport, open] of Object.entries(transports)) {
  describe(`over ${transport}`, () => {
    for (const [name, run] of Object.entries(conformanceCases)) {
      test(name, async () => {
        const port = open()
        const { promise, resolve } = Promise.withResolvers<undefined>()
        port.onClose(() => resolve(undefined))
        const restarted = () => promise.then(() => connectConformance(open()))
        await run({ client: connectConformance(port), restarted })
      })
    }
  })
}
