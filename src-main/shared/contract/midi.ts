/** What the MIDI process and the window say to each other, over a port of their own: not rpc, since every millisecond counts. */

export interface MidiPorts {
  /** False where the system has no MIDI at all: a normal state. */
  isThere: boolean
  inputs: readonly string[]
}

export type FromMidi =
  | ({ kind: "ports" } & MidiPorts)
  /** Raw bytes as they came, with the process's own monotonic clock when they did. */
  | { kind: "bytes"; port: string; bytes: Uint8Array; atMs: number }
  /** The answer to a ping: the time here when it came. */
  | { kind: "pong"; sentMs: number; atMs: number }

export interface ToMidi {
  kind: "ping"
  sentMs: number
}
