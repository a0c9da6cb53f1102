/** Phones and capture systems as hands on the decks: switched on in the list of controllers, and remembered. */
import { z } from "zod"
import type { OscWhere } from "#shared/contract/index.ts"
import { handMessageOf } from "#shared/osc/index.ts"
import { DECK_NAMES, type DeckState } from "../deck-state.svelte.ts"
import { OscHand } from "../model/osc-hand.ts"

const KEY = "deck.osc"
const Kept = z.object({
  where: z.enum(["off", "this-computer", "network"]),
  port: z.int().min(1024).max(65_535),
})
export const OSC_PORT = 9000

export class OscHands {
  readonly #deck: DeckState
  readonly #hands: readonly OscHand[]

  constructor(deck: DeckState) {
    this.#deck = deck
    this.#hands = DECK_NAMES.map((name) => new OscHand(deck.handOf(name)))
  }

  get wanted(): z.infer<typeof Kept> {
    return this.#deck.studio.preferences.read(KEY, Kept, { where: "off", port: OSC_PORT })
  }

  choose(where: OscWhere, port: number): void {
    this.#deck.studio.preferences.write(KEY, { where, port })
    this.#deck.studio.midi.osc.hear(where, port)
  }

  /** From now on; where it is off, no socket is open at all. */
  listen(): void {
    const { osc } = this.#deck.studio.midi
    const { where, port } = this.wanted
    if (where !== "off") osc.hear(where, port)
    osc.listen((message, atMs) => {
      const said = handMessageOf(message)
      if (said?.kind === "fader") this.#deck.setCrossfader(said.place, atMs)
      else if (said) {
        const hand = this.#hands[said.deck - 1]
        if (said.kind === "touch") hand?.touched(said.isHeld, atMs)
        else hand?.turned(said, atMs)
      }
    })
  }
}
