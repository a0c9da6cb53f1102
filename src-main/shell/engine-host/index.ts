export { createEngineHost, type EngineHost } from "./engine-host.ts"
export { startEngine, hostKind } from "./start-engine.ts"
export type { EngineProcess } from "./engine-process.ts"
