/** A gesture as what a deck did, for the decks of the window: they play what was edited as they play what was played. */
import { Deck } from "#shared/dsp/deck/index.ts"
import { deckEventsOf } from "./deck-events.ts"
import type { Gesture } from "./gesture.ts"
import type { Played } from "./played.ts"

export function playedOfGesture(gesture: Gesture, rateHz: number): Played {
  return {
    ...{ rateHz, frames: Math.ceil(gesture.durationSeconds * rateHz) },
    start: new Deck(rateHz).snapshot(),
    events: deckEventsOf(gesture, { rateHz }),
  }
}
