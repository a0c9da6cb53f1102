export { createPortPair } from "./memory-port.ts"
export {
  mainPort,
  processPort,
  threadPort,
  type MainPort,
  type ProcessLine,
  type ThreadPort,
} from "./message-port.ts"
export { multiplex, relay, type Multiplexer } from "./multiplex.ts"
export { CANNOT_START, engineLine, type EngineLine, type EngineRole } from "./engine-line.ts"
