/**
 * How the engine's process is reached by the process that started it, whichever kind it is: an Electron utilityProcess
 * gets every channel as a port of its own, a Node child gets them multiplexed over its ipc.
 */
import type { Port } from "#shared/contract/index.ts"
import { mainPort, processPort, type MainPort, type ProcessLine } from "./message-port.ts"
import { multiplex } from "./multiplex.ts"

/**
 * What a channel is for: `studio` is for the window and takes no paths, `engine` is for the shell, `midi` comes from the MIDI
 * process and speaks `FromMidi`.
 */
export type EngineRole = "studio" | "engine" | "midi"

/** Exit status of an engine that could not open its library and has written why: to start it again changes nothing. */
export const CANNOT_START = 70

export interface EngineLine {
  onOpen(opened: (role: EngineRole, port: Port) => void): void
  /** The process that started us is gone, or asks us to stop. */
  onClose(closed: () => void): void
}

/** `process.parentPort` of Electron. */
interface ParentPort {
  once(event: "message", receive: (event: { ports: LinePort[] }) => void): unknown
}

/** The port that the shell hands over first: on it come the channels, and its end is the shell's. */
interface LinePort extends Omit<MainPort, "on"> {
  on(event: "message", receive: (event: { data: unknown; ports: MainPort[] }) => void): unknown
  on(event: "close", closed: () => void): unknown
}

export function engineLine(self: ProcessLine & { parentPort?: ParentPort | null }): EngineLine {
  return self.parentPort ? utilityLine(self.parentPort) : childLine(self)
}

function utilityLine(parent: ParentPort): EngineLine {
  const line = new Promise<LinePort>((resolve) => {
    parent.once("message", ({ ports: [port] }) => {
      if (port) resolve(port)
    })
  })
  return {
    onOpen: (opened) =>
      void line.then((port) => {
        port.on("message", ({ data, ports: [channel] }) => {
          if (channel) opened(data as EngineRole, mainPort(channel))
        })
        port.start()
      }),
    onClose: (closed) => void line.then((port) => port.on("close", closed)),
  }
}

function childLine(self: ProcessLine): EngineLine {
  const line = processPort(self)
  return {
    onOpen: (opened) => void multiplex<EngineRole>(line, opened),
    onClose: (closed) => line.onClose(closed),
  }
}
