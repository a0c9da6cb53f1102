/** Open Sound Control as the MIDI process hears it: off until it is switched on. */
import type { OscState, OscWhere, ToMidi } from "#shared/contract/index.ts"
import { readOsc, type OscMessage } from "#shared/osc/index.ts"

/** @param atMs clock of `performance.now()` @param from the sender's address */
export type OscListener = (message: OscMessage, atMs: number, from: string) => void

export class OscLine {
  state = $state.raw<OscState>({ where: "off", port: 0, addresses: [], problem: null })
  readonly #post: (message: ToMidi) => void
  #listeners = new Set<OscListener>()
  #wanted: ToMidi | undefined

  constructor(post: (message: ToMidi) => void) {
    this.#post = post
  }

  hear(where: OscWhere, port: number): void {
    this.#wanted = { kind: "osc", where, port }
    this.#post(this.#wanted)
  }

  /** The process was started anew: it knows nothing of what was wanted. */
  attached(): void {
    if (this.#wanted) this.#post(this.#wanted)
  }

  /** Hears all messages until the returned function is called. */
  listen(listener: OscListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What is no packet is passed over. */
  receive(bytes: Uint8Array, atMs: number, from: string): void {
    for (const message of readOsc(bytes) ?? [])
      for (const listener of this.#listeners) listener(message, atMs, from)
  }
}
