/** The controllers that are plugged in, each as a hand on deck A, for as long as the Deck is open. */
import { toStudioError } from "#shared/contract/index.ts"
import type { DeckState } from "./deck-state.svelte.ts"
import { ControllerHand } from "./model/controller-hand.ts"

/** One that was found: what it is called, and what keeps it from being played. */
export interface FoundController {
  name: string
  problem: string | null
}

export class DeckControllers {
  found = $state.raw<readonly FoundController[]>([])
  #deck: DeckState
  #hands = new Map<string, ControllerHand>()

  constructor(deck: DeckState) {
    this.#deck = deck
  }

  /** Messages a second of all of them. */
  messagesASecond(): number {
    return [...this.#hands.values()].reduce((sum, hand) => sum + hand.messagesASecond, 0)
  }

  /** Plays what they send until the returned function is called. */
  listen(): () => void {
    const { midi } = this.#deck.studio
    const stop = midi.listen(
      (message, atMs, port) => void this.#hands.get(port)?.hear(message, atMs),
    )
    return () => {
      stop()
      for (const hand of this.#hands.values()) hand.unplugged(performance.now())
    }
  }

  /** Call when devices come and go. */
  follow(inputs: readonly string[]): void {
    for (const [port, hand] of this.#hands)
      if (!inputs.includes(port)) {
        hand.unplugged(performance.now())
        this.#hands.delete(port)
      }
    this.found = inputs.flatMap((port) => this.#find(port))
  }

  #find(port: string): FoundController[] {
    const profile = this.#deck.studio.controllers.profileOf(port)
    if (!profile) return []
    try {
      if (!this.#hands.has(port))
        this.#hands.set(port, new ControllerHand(profile, this.#deck.handOf("A")))
      return [{ name: profile.name, problem: null }]
    } catch (error) {
      return [{ name: profile.name, problem: toStudioError(error).message }]
    }
  }
}
