/**
 * Controllers, phones, capture systems and gamepads as hands on the decks from when the Deck is first open, whatever is shown
 * later: what is played goes on, and into the take, while somebody looks at the timeline.
 */
import { untrack } from "svelte"
import { DeckControllers } from "../controllers.svelte.ts"
import type { DeckState } from "../deck-state.svelte.ts"
import { GamepadHands } from "./gamepads.svelte.ts"
import { OscHands } from "./osc-hands.svelte.ts"

interface LastingHands {
  readonly osc: OscHands
  readonly controllers: DeckControllers
}

const kept = new WeakMap<DeckState, LastingHands>()

export function lastingHands(deck: DeckState): LastingHands {
  const known = kept.get(deck)
  if (known) return known
  const hands = { osc: new OscHands(deck), controllers: new DeckControllers(deck) }
  kept.set(deck, hands)
  untrack(() => {
    hands.osc.listen()
    new GamepadHands(deck).listen()
    hands.controllers.listen()
  })
  // As long as the window: no view's end ends it. Not while a view is being made, or it would be that view's.
  queueMicrotask(() => $effect.root(() => followDevices(deck, hands.controllers)))
  return hands
}

function followDevices({ studio }: DeckState, controllers: DeckControllers): void {
  $effect(() => {
    const inputs = studio.controllers.isOpen ? studio.midi.inputs : []
    const { known, taughtPort } = studio.controllers
    const { choice } = controllers
    untrack(() => controllers.follow(inputs, { known, taughtPort, choice }))
  })
}
