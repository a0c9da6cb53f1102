/** The engine as an Electron utilityProcess: windows talk to it directly, main is not on the way. */
import { MessageChannelMain, utilityProcess, type MessagePortMain } from "electron"
import { mainPort, type EngineRole } from "#engine/rpc/index.ts"
import type { EngineProcess, StartEngine } from "./engine-process.ts"

const STOP_TIMEOUT_MS = 4000

export const startUtility: StartEngine = ({ entry, env, onOutput }): EngineProcess => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: "Slipmat engine",
    stdio: "pipe",
    env: { ...process.env, ...env },
  })
  child.stdout?.on("data", (bytes: Buffer) => onOutput(bytes.toString()))
  child.stderr?.on("data", (bytes: Buffer) => onOutput(bytes.toString()))
  const exit = Promise.withResolvers<number>()
  child.once("exit", exit.resolve)
  // All that follows goes over a port of our own: posting to the child itself while it dies (its pipe is gone, `exit`
  // not yet told) ends the whole application in Electron 33.
  const { port1: line, port2: childsEnd } = new MessageChannelMain()
  child.postMessage("line", [childsEnd])
  const openRemote = (role: EngineRole): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain()
    line.postMessage(role, [port2])
    return port1
  }
  return {
    get pid() {
      return child.pid
    },
    open: (role) => mainPort(openRemote(role)),
    openRemote,
    give: (role, port) => line.postMessage(role, [port]),
    onExit: (exited) => void exit.promise.then(exited),
    async stop() {
      line.close() // the engine closes its library and ends when its line is gone
      const timer = setTimeout(() => child.kill(), STOP_TIMEOUT_MS)
      await exit.promise
      clearTimeout(timer)
    },
  }
}
