/** Whoever follows what a deck does: what it is sent, and about sixty times a second what the audio thread tells. */
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import type { DeckState } from "./deck-protocol.ts"

export interface DeckListener {
  place?(state: DeckState): void
  /** What hands and buttons of the window do, with the frame at which it is to be: also where the audio thread is late. */
  sent?(event: DeckEvent): void
  /** Frames of the context at which it happened, in order. */
  happened?(events: readonly DeckEvent[]): void
}

export class DeckListeners {
  #all = new Set<DeckListener>()

  /** @returns the function that ends it */
  add(listener: DeckListener): () => void {
    this.#all.add(listener)
    return () => void this.#all.delete(listener)
  }

  place(state: DeckState): void {
    for (const listener of this.#all) listener.place?.(state)
  }

  sent(event: DeckEvent): void {
    for (const listener of this.#all) listener.sent?.(event)
  }

  happened(events: readonly DeckEvent[]): void {
    for (const listener of this.#all) listener.happened?.(events)
  }
}
