/**
 * Many channels over one line, where a process has only one (the ipc of a Node child). One side opens channels and
 * says what each is for; the other side is told. When the line is gone every channel is closed.
 */
import type { Port } from "#shared/contract/index.ts"

interface Frame {
  channel: number
  open?: unknown
  message?: unknown
  close?: true
}

export interface Multiplexer<Purpose> {
  open(purpose: Purpose): Port
}

/** `onOpen` is called with what the other side said the channel is for. */
export function multiplex<Purpose>(
  line: Port,
  onOpen?: (purpose: Purpose, port: Port) => void,
): Multiplexer<Purpose> {
  const channels = new Map<number, Channel>()
  let lastChannel = 0
  const add = (channel: number): Channel => {
    const end = createChannel({
      send: (message) => line.post({ channel, message } satisfies Frame),
      hangUp() {
        channels.delete(channel)
        line.post({ channel, close: true } satisfies Frame)
      },
    })
    channels.set(channel, end)
    return end
  }
  line.listen((received) => {
    const frame = received as Frame
    if ("open" in frame) onOpen?.(frame.open as Purpose, add(frame.channel).port)
    else if (frame.close) {
      channels.get(frame.channel)?.closed()
      channels.delete(frame.channel)
    } else channels.get(frame.channel)?.deliver(frame.message)
  })
  line.onClose(() => {
    for (const channel of channels.values()) channel.closed()
    channels.clear()
  })
  return {
    open(purpose) {
      const channel = ++lastChannel
      line.post({ channel, open: purpose } satisfies Frame)
      return add(channel).port
    },
  }
}

interface Channel {
  port: Port
  deliver(message: unknown): void
  closed(): void
}

function createChannel(wire: { send(message: unknown): void; hangUp(): void }): Channel {
  const waiting: unknown[] = []
  const watchers: (() => void)[] = []
  let receiver: ((message: unknown) => void) | undefined
  let isClosed = false
  const closed = (): void => {
    if (isClosed) return
    isClosed = true
    for (const watcher of watchers) watcher()
  }
  const port: Port = {
    post(message) {
      if (!isClosed) wire.send(message)
    },
    listen(receive) {
      receiver = receive
      for (const message of waiting.splice(0)) receive(message)
    },
    onClose: (watcher) => void watchers.push(watcher),
    close() {
      if (isClosed) return
      wire.hangUp()
      closed()
    },
  }
  const deliver = (message: unknown): void => {
    if (receiver) receiver(message)
    else waiting.push(message)
  }
  return { port, deliver, closed }
}

/** Joins two ports: what arrives at one leaves by the other, and both close together. */
export function relay(one: Port, other: Port): void {
  one.onClose(() => other.close())
  other.onClose(() => one.close())
  one.listen((message) => other.post(message))
  other.listen((message) => one.post(message))
}
