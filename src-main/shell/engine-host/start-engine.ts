/** Chooses how the engine's process is hosted. Its database needs Node-API 10: Node 22 or newer. */
import type { StartEngine } from "./engine-process.ts"
import { startChild } from "./start-child.ts"
import { startUtility } from "./start-utility.ts"

const LEAST_NODE = 22

export const hostKind: "utility" | "child" =
  Number.parseInt(process.versions.node) >= LEAST_NODE ? "utility" : "child"

export const startEngine: StartEngine = (options) =>
  hostKind === "utility" ? startUtility(options) : startChild(options)
