import { z } from "zod"
import {
  connect,
  procedure,
  type Client,
  type Port,
} from "../../../src-main/shared/contract/index.ts"
import { conformanceContract, type ConformanceContract } from "./contract.ts"

/** The client knows one procedure more than the server, to ask for what nobody declared. */
const asked = {
  ...conformanceContract,
  "undeclared.name": procedure({ input: z.object({}), output: z.void() }),
}

export function connectConformance(port: Port): Client<ConformanceContract> {
  return connect(asked, port)
}
