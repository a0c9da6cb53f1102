/**
 * What MIDI devices send, for those in the engine who record or follow it: raw bytes, each with the moment of its arrival. It
 * comes from the MIDI process over a port of its own, past the window, which may stand still; that process stamps it.
 */
import type { FromMidi, Port } from "#shared/contract/index.ts"

export interface MidiArrival {
  /** Of the system's monotonic clock, as `process.hrtime` of this process tells it. Whole; never less than the one before. */
  readonly microseconds: number
  /** Name of the input; "OSC" and an address where it is a packet of Open Sound Control. */
  readonly port: string
  /** As they came: not cut into messages, running status and all. */
  readonly bytes: Uint8Array
}

export interface MidiFeed {
  /** Names of the inputs that are open now. */
  readonly inputs: readonly string[]
  /** Takes a line to the MIDI process into use, in place of the one before. */
  attach(line: Port): void
  /** Hears all that arrives from now on, in order, until the returned function is called. */
  subscribe(receive: (arrival: MidiArrival) => void): () => void
}

export function createMidiFeed(): MidiFeed {
  const subscribers = new Set<(arrival: MidiArrival) => void>()
  let inputs: readonly string[] = []
  let current: Port | undefined
  let last = 0

  function receive(message: FromMidi): void {
    if (message.kind === "ports") inputs = message.inputs
    if (message.kind !== "bytes" && message.kind !== "osc") return
    last = Math.max(last, Math.round(message.atMs * 1000))
    const { bytes } = message
    const port = message.kind === "osc" ? `OSC ${message.from}` : message.port
    for (const subscriber of subscribers) subscriber({ microseconds: last, port, bytes })
  }
  return {
    get inputs() {
      return inputs
    },
    attach(line) {
      const before = current
      current = line
      before?.close()
      line.onClose(() => {
        if (current === line) inputs = []
      })
      line.listen((message) => {
        if (current === line) receive(message as FromMidi)
      })
    },
    subscribe(subscriber) {
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
  }
}
