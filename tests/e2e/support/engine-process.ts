/** Finds the engine's process among those the studio started, to kill it as a crash would. Linux only. */
import { readdirSync, readFileSync } from "node:fs"
import type { ElectronApplication } from "playwright-core"

export function enginePid(app: ElectronApplication): number {
  const shellPid = app.process().pid
  for (const name of readdirSync("/proc")) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    try {
      if (parentOf(pid) === shellPid && isEngine(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) {
        return pid
      }
    } catch {
      continue // it ended while we looked
    }
  }
  throw new Error(`No engine runs under process ${shellPid}`)
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1])
}

/** A Node child names the bundle; a utilityProcess names the kind of service. */
function isEngine(commandLine: string): boolean {
  return (
    commandLine.includes("main/engine.js") || commandLine.includes("utility-sub-type=node.mojom")
  )
}
