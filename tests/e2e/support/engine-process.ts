/** Finds the engine's process among those the studio started, to kill it as a crash would. Linux only. */
import { readdirSync, readFileSync } from "node:fs"
import type { ElectronApplication } from "playwright-core"

export function enginePid(app: ElectronApplication): number {
  const shellPid = app.process().pid
  const children = readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && commandLineOf(pid, shellPid) !== "")
    .sort((a, b) => a - b)
  // A Node child names the bundle. A utilityProcess names the kind of service: of these the engine is started first.
  const found =
    children.find((pid) => commandLineOf(pid, shellPid).includes("main/engine.js")) ??
    children.find((pid) => commandLineOf(pid, shellPid).includes("utility-sub-type=node.mojom"))
  if (found === undefined) throw new Error(`No engine runs under process ${shellPid}`)
  return found
}

/** Empty for a process that is no child of the shell, or has ended while we looked. */
function commandLineOf(pid: number, shellPid: number | undefined): string {
  try {
    return parentOf(pid) === shellPid ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : ""
  } catch {
    return ""
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1])
}
