/** The page's side: runs a case over the port that the preload bridge handed over. */
import type { Client } from "../../../src-main/shared/contract/index.ts"
import { receivePorts } from "../../../src-renderer/engine/dom-port.ts"
import { conformanceCases } from "../../support/conformance/cases.ts"
import { connectConformance } from "../../support/conformance/client.ts"
import type { ConformanceContract } from "../../support/conformance/contract.ts"

/** One promise per life of the other process; the last is the life still to come. */
const lives = [Promise.withResolvers<Client<ConformanceContract>>()]

receivePorts({
  engine(port) {
    lives.at(-1)?.resolve(connectConformance(port))
    lives.push(Promise.withResolvers())
  },
  shell: () => undefined,
  midi: () => undefined,
})

async function runCase(name: string): Promise<void> {
  const now = lives.at(-2) ?? lives[0]
  const client = await now?.promise
  const coming = lives.at(-1)?.promise
  if (!client || !coming) throw new Error("no port came")
  await conformanceCases[name]?.({ client, restarted: () => coming })
  // The next case starts on the process that followed a crash.
  if (name.includes("crash")) await coming
}

Object.assign(globalThis, { runConformanceCase: runCase })
