/** Ports of Node's worker threads and of Electron's processes as contract ports. The shapes are all that is needed. */
import type { Port } from "#shared/contract/index.ts"

/** worker_threads: MessagePort, Worker and parentPort. */
export interface ThreadPort {
  postMessage(message: unknown): void
  on(event: "message", receive: (message: unknown) => void): unknown
  on(event: "close" | "exit", closed: () => void): unknown
  close?(): void
}

export function threadPort(port: ThreadPort): Port {
  const onClosed = once()
  port.on("close", onClosed.fire)
  port.on("exit", onClosed.fire)
  return {
    post: (message) => port.postMessage(message),
    listen: (receive) => void port.on("message", receive),
    onClose: onClosed.add,
    close: () => port.close?.(),
  }
}

/** Electron's MessagePortMain: messages come inside an event and wait for `start`. */
export interface MainPort {
  postMessage(message: unknown): void
  on(event: "message", receive: (event: { data: unknown }) => void): unknown
  on(event: "close", closed: () => void): unknown
  start(): void
  close(): void
}

export function mainPort(port: MainPort): Port {
  const onClosed = once()
  port.on("close", onClosed.fire)
  return {
    post: (message) => port.postMessage(message),
    listen(receive) {
      port.on("message", ({ data }) => receive(data))
      port.start()
    },
    onClose: onClosed.add,
    close() {
      port.close()
      onClosed.fire()
    },
  }
}

/** Node's ipc between a parent and its child, from either side; needs `serialization: "advanced"`. */
export interface ProcessLine {
  send?(message: unknown, done?: (error: Error | null) => void): unknown
  on(event: "message", receive: (message: unknown) => void): unknown
  on(event: "disconnect" | "exit", closed: () => void): unknown
  disconnect?(): void
  connected?: boolean
}

export function processPort(line: ProcessLine): Port {
  const onClosed = once()
  line.on("disconnect", onClosed.fire)
  line.on("exit", onClosed.fire)
  return {
    // A line that breaks while we write has told onClose already: nobody waits for this message.
    post(message) {
      if (line.connected) line.send?.(message, () => undefined)
    },
    listen: (receive) => void line.on("message", receive),
    onClose: onClosed.add,
    close() {
      if (line.connected) line.disconnect?.()
    },
  }
}

/** Watchers of an event that happens once; one that comes late is told at once. */
function once(): { fire: () => void; add: (watcher: () => void) => void } {
  let watchers: (() => void)[] | undefined = []
  return {
    fire() {
      const told = watchers ?? []
      watchers = undefined
      for (const watcher of told) watcher()
    },
    add(watcher) {
      if (watchers) watchers.push(watcher)
      else watcher()
    },
  }
}
