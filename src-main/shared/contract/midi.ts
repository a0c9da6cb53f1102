/** What the MIDI process says to the window and to the engine, over ports of their own: not rpc, since every millisecond counts. */

export interface MidiPorts {
  /** False where the system has no MIDI at all: a normal state. */
  isThere: boolean
  inputs: readonly string[]
  outputs: readonly string[]
}

/**
 * Times are milliseconds of the system's monotonic clock, which Node's processes share (`process.hrtime`), with microseconds
 * as fractions.
 */
export type FromMidi =
  | ({ kind: "ports" } & MidiPorts)
  /** Raw bytes as they came, and when. */
  | { kind: "bytes"; port: string; bytes: Uint8Array; atMs: number }
  /** The answer to a ping: the time here when it came. */
  | { kind: "pong"; sentMs: number; atMs: number }

export type ToMidi =
  | { kind: "ping"; sentMs: number }
  /** Sends one message to an output when it is due; at once where that is past. */
  | { kind: "send"; port: string; bytes: Uint8Array; atMs: number }
  /** Forgets what is not sent yet, and ends all notes of an output. */
  | { kind: "silence"; port: string }
