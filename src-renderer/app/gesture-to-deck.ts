/** A gesture of the scratch lab on its way to the Deck: it is played there as soon as that is shown. */
import type { FoundGesture } from "../features/scratch/index.ts"
import type { Studio } from "../session/index.ts"
import { takeForDeck, type OnDeck } from "./gesture-to-project.ts"

const waiting = new WeakMap<Studio, OnDeck>()

export async function sendToDeck(studio: Studio, found: FoundGesture): Promise<void> {
  try {
    waiting.set(studio, await takeForDeck(studio, found))
    studio.navigation.go("deck")
  } catch (error) {
    studio.toasts.error(error, `${found.name} did not come to the deck.`)
  }
}

/** What waits for the Deck, once. */
export function takeOnDeck(studio: Studio): OnDeck | undefined {
  const one = waiting.get(studio)
  waiting.delete(studio)
  return one
}
