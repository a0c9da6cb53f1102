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
  const openRemote = (role: EngineRole): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ open: role }, [port2])
    return port1
  }
  return {
    get pid() {
      return child.pid
    },
    open: (role) => mainPort(openRemote(role)),
    openRemote,
    onExit: (exited) => void exit.promise.then(exited),
    async stop() {
      child.postMessage({ stop: true })
      const timer = setTimeout(() => child.kill(), STOP_TIMEOUT_MS)
      await exit.promise
      clearTimeout(timer)
    },
  }
}
