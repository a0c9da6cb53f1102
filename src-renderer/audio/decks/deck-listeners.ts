/** Whoever follows what a deck does, as the audio thread tells it: about sixty times a second. */
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import type { DeckState } from "./deck-protocol.ts"

export interface DeckListener {
  place?(state: DeckState): void
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

  happened(events: readonly DeckEvent[]): void {
    for (const listener of this.#all) listener.happened?.(events)
  }
}
