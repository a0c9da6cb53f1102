/**
 * The engine as a child of plain Node, for a runtime whose own Node is too old for the database. Main relays between
 * the windows and the child: the one exception to "main is not on the data path".
 */
import { MessageChannelMain, type MessagePortMain } from "electron"
import { fork } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { mainPort, multiplex, processPort, relay, type EngineRole } from "#engine/rpc/index.ts"
import { StudioError } from "#shared/contract/index.ts"
import type { EngineProcess, StartEngine } from "./engine-process.ts"

const STOP_TIMEOUT_MS = 4000

export const startChild: StartEngine = ({ entry, env, onOutput }): EngineProcess => {
  const child = fork(entry, [], {
    execPath: findNode(entry),
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...env },
  })
  child.stdout?.on("data", (bytes: Buffer) => onOutput(bytes.toString()))
  child.stderr?.on("data", (bytes: Buffer) => onOutput(bytes.toString()))
  const exit = Promise.withResolvers<number | null>()
  child.once("exit", exit.resolve)
  child.once("error", (error) => {
    onOutput(`${error.message}\n`)
    exit.resolve(null)
  })
  const line = processPort(child)
  const channels = multiplex<EngineRole>(line)
  const openRemote = (role: EngineRole): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain()
    relay(mainPort(port1), channels.open(role))
    return port2
  }
  return {
    get pid() {
      return child.pid
    },
    open: (role) => channels.open(role),
    openRemote,
    give: (role, port) => relay(mainPort(port), channels.open(role)),
    onExit: (exited) => void exit.promise.then(exited),
    async stop() {
      line.close() // the engine closes its library and ends when its line is gone
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS)
      await exit.promise
      clearTimeout(timer)
    },
  }
}

/** Node 24: named by the environment, beside the packaged app, or the one the repository depends on. */
function findNode(entry: string): string {
  const name = process.platform === "win32" ? "node.exe" : "node"
  const candidates = [process.env["SLIPMAT_NODE"], join(process.resourcesPath, "node", name)]
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    candidates.push(join(folder, "node_modules/node/bin", name))
  }
  const found = candidates.find((candidate) => candidate && existsSync(candidate))
  if (found) return found
  throw new StudioError(
    "not-found",
    "The engine needs Node 24 and none was found. Name it in SLIPMAT_NODE.",
  )
}
