/** The MIDI process. Where it dies it is started again, a few times: a driver that kills it every time is let be. */
import { MessageChannelMain, utilityProcess, type MessagePortMain } from "electron"
import { midiFile } from "./places.ts"

const PAUSE_MS = 1000
const MOST_STARTS = 5

export interface MidiProcess {
  /** A line for a window. */
  openPort(): MessagePortMain
  /** Called when a new process stands ready to take ports, the first one excluded. */
  onRestart(restarted: () => void): void
  close(): void
}

export function startMidi(): MidiProcess {
  const watchers: (() => void)[] = []
  let starts = 0
  let isClosing = false
  let child = start()

  function start(): Electron.UtilityProcess {
    starts += 1
    const fresh = utilityProcess.fork(midiFile, [], {
      serviceName: "Slipmat MIDI",
      stdio: "ignore",
    })
    fresh.once("exit", () => {
      if (isClosing || starts >= MOST_STARTS) return
      setTimeout(() => {
        child = start()
        for (const restarted of watchers) restarted()
      }, PAUSE_MS)
    })
    return fresh
  }
  return {
    openPort() {
      const { port1, port2 } = new MessageChannelMain()
      if (child.pid !== undefined || starts === 1) child.postMessage("line", [port1])
      return port2
    },
    onRestart: (restarted) => void watchers.push(restarted),
    close() {
      isClosing = true
      child.kill()
    },
  }
}
