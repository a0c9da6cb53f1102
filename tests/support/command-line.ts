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
  return run(process.execPath, [COMMAND_LINE, ...parameters])
}

/** As `slipmat`, also where the tests run as root: bound by what a folder's permissions say. */
export function slipmatBoundByPermissions(...parameters: string[]): Ended {
  return nodeBoundByPermissions(COMMAND_LINE, ...parameters)
}

/** Runs a script on this Node, bound by permissions as above. */
export function nodeBoundByPermissions(...parameters: string[]): Ended {
  if (process.getuid?.() !== 0) return run(process.execPath, parameters)
  return run("setpriv", ["--bounding-set=-dac_override", process.execPath, ...parameters])
}

function run(program: string, parameters: string[]): Ended {
  return spawnSync(program, parameters, {
    encoding: "utf8",
    timeout: 120_000,
    killSignal: "SIGKILL",
    maxBuffer: 1e8,
  })
}
