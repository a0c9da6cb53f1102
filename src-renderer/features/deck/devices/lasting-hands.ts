/**
 * Phones, capture systems and gamepads as hands on the decks from when the Deck is first open, whatever is shown later: what is
 * played goes on while somebody looks at the timeline.
 */
import { untrack } from "svelte"
import type { DeckState } from "../deck-state.svelte.ts"
import { GamepadHands } from "./gamepads.svelte.ts"
import { OscHands } from "./osc-hands.svelte.ts"

const kept = new WeakMap<DeckState, OscHands>()

export function lastingHands(deck: DeckState): OscHands {
  const known = kept.get(deck)
  if (known) return known
  const osc = new OscHands(deck)
  kept.set(deck, osc)
  untrack(() => {
    osc.listen()
    new GamepadHands(deck).listen()
  })
  return osc
}
