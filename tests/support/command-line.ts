import { spawnSync } from "node:child_process"
import { join } from "node:path"

export const COMMAND_LINE = join(import.meta.dirname, "../../src-main/cli/slipmat.mjs")

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs `slipmat` to its end. One that hangs is killed, so that its test fails instead of waiting for ever. */
export function slipmat(...parameters: string[]): Ended {
  return spawnSync(process.execPath, [COMMAND_LINE, ...parameters], {
    encoding: "utf8",
    timeout: 120_000,
    killSignal: "SIGKILL",
    maxBuffer: 1e8,
  })
}
