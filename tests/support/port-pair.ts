import type { Port } from "../../src-main/shared/contract/index.ts"

/** Two ends of a channel inside one process. Messages are cloned and arrive later, as between processes. */
export function portPair(): [Port, Port] {
  const one = end()
  const other = end()
  one.peer = other
  other.peer = one
  return [one.port, other.port]
}

interface End {
  port: Port
  peer: End | undefined
  receive: (message: unknown) => void
  closed: () => void
  isClosed: boolean
}

function end(): End {
  const self: End = {
    peer: undefined,
    receive: () => {},
    closed: () => {},
    isClosed: false,
    port: {
      post(message) {
        const copy = structuredClone(message)
        queueMicrotask(() => {
          if (self.peer && !self.peer.isClosed) self.peer.receive(copy)
        })
      },
      listen: (receive) => void (self.receive = receive),
      onClose: (closed) => void (self.closed = closed),
      close() {
        for (const side of [self, self.peer]) {
          if (!side || side.isClosed) continue
          side.isClosed = true
          side.closed()
        }
      },
    },
  }
  return self
}
