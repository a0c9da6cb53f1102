/** What the MIDI process says to the window and to the engine, over ports of their own: not rpc, since every millisecond counts. */

export interface MidiPorts {
  /** False where the system has no MIDI at all: a normal state. */
  isThere: boolean
  inputs: readonly string[]
  outputs: readonly string[]
}

/** Who may send Open Sound Control: nobody, programs on this computer, or everything in its network. */
export type OscWhere = "off" | "this-computer" | "network"

export interface OscState {
  where: OscWhere
  /** UDP. */
  port: number
  /** What a phone is to be told to send to: "192.168.1.4". */
  addresses: readonly string[]
  /** Why nothing is heard. */
  problem: string | null
}

/**
 * Times are milliseconds of the system's monotonic clock, which Node's processes share (`process.hrtime`), with microseconds
 * as fractions.
 */
export type FromMidi =
  | ({ kind: "ports" } & MidiPorts)
  /** Raw bytes as they came, and when. */
  | { kind: "bytes"; port: string; bytes: Uint8Array; atMs: number }
  | ({ kind: "osc-state" } & OscState)
  /** A packet of Open Sound Control as it came, from whom, and when. */
  | { kind: "osc"; from: string; bytes: Uint8Array; atMs: number }
  /** The answer to a ping: the time here when it came. */
  | { kind: "pong"; sentMs: number; atMs: number }

export type ToMidi =
  | { kind: "ping"; sentMs: number }
  /** Sends one message to an output when it is due; at once where that is past. */
  | { kind: "send"; port: string; bytes: Uint8Array; atMs: number }
  /** Forgets what is not sent yet, and ends all notes of an output. */
  | { kind: "silence"; port: string }
  /** Hears Open Sound Control from now on, or no longer. */
  | { kind: "osc"; where: OscWhere; port: number }
