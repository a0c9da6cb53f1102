/** Two ends of a channel inside one process. Messages are cloned and delivered later, as between processes. */
import type { Port } from "#shared/contract/index.ts"

export function createPortPair(): [Port, Port] {
  const ends = [createEnd(), createEnd()] as const
  const closeBoth = (): void => ends.forEach((end) => end.close())
  const join = (own: End, other: End): Port => ({
    post: (message) => other.deliver(structuredClone(message)),
    listen: own.listen,
    onClose: own.onClose,
    close: closeBoth,
  })
  return [join(ends[0], ends[1]), join(ends[1], ends[0])]
}

interface End {
  deliver(message: unknown): void
  listen(receive: (message: unknown) => void): void
  onClose(closed: () => void): void
  close(): void
}

function createEnd(): End {
  const waiting: unknown[] = []
  const watchers: (() => void)[] = []
  let receiver: ((message: unknown) => void) | undefined
  let isClosed = false
  const drain = (): void => {
    while (receiver && !isClosed && waiting.length > 0) receiver(waiting.shift())
  }
  return {
    deliver(message) {
      waiting.push(message)
      queueMicrotask(drain)
    },
    listen(receive) {
      receiver = receive
      queueMicrotask(drain)
    },
    onClose: (closed) => void watchers.push(closed),
    close() {
      if (isClosed) return
      isClosed = true
      for (const closed of watchers) closed()
    },
  }
}
