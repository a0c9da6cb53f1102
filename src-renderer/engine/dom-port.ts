/** Message ports of the window as contract ports, and the way they arrive from the preload script. */
import type { Port } from "#shared/contract/index.ts"

export function domPort(port: MessagePort): Port {
  const watchers: (() => void)[] = []
  let isClosed = false
  const closed = (): void => {
    if (isClosed) return
    isClosed = true
    for (const watcher of watchers) watcher()
  }
  port.addEventListener("close", closed)
  return {
    post: (message) => port.postMessage(message),
    listen(receive) {
      port.addEventListener("message", ({ data }) => receive(data))
      port.start()
    },
    onClose(watcher) {
      if (isClosed) watcher()
      else watchers.push(watcher)
    },
    close() {
      port.close()
      closed()
    },
  }
}

const NAMES = ["engine", "shell", "midi"] as const

export interface PortReceivers {
  /** Serves `studioContract`. Called again with a new port whenever the engine was restarted. */
  engine(port: Port): void
  /** Serves `shell`, except `shell.importPaths`. */
  shell(port: Port): void
  /** Speaks `FromMidi` and `ToMidi`. Called again when the MIDI process was restarted. */
  midi(port: Port): void
}

/** Asks for the ports and hands over whatever arrives, until the returned function is called. */
export function receivePorts(receivers: PortReceivers): () => void {
  const live: { [name in keyof PortReceivers]?: Port } = {}
  const receive = ({ source, data, ports: [port] }: MessageEvent<unknown>): void => {
    const name = source === window ? nameIn(data) : undefined
    if (!name || !port) return
    live[name]?.close()
    live[name] = domPort(port)
    receivers[name](live[name])
  }
  window.addEventListener("message", receive)
  window.slipmat.requestPorts()
  return () => window.removeEventListener("message", receive)
}

function nameIn(data: unknown): keyof PortReceivers | undefined {
  if (typeof data !== "object" || data === null || !("slipmatPort" in data)) return undefined
  return NAMES.find((name) => name === data.slipmatPort)
}
