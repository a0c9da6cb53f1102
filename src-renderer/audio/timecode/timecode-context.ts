/** The control records of the window's two decks, by context. */
import { getContext, setContext } from "svelte"
import type { Studio } from "../../session/index.ts"
import { DECK_COUNT } from "../decks/deck-protocol.ts"
import type { AudioInputs } from "../recording/audio-inputs.svelte.ts"
import type { Sound } from "../sound.ts"
import { TimecodeDeck } from "./timecode-deck.svelte.ts"

const KEY = Symbol("timecode")

/** Call once, below `provideRecording`, whose inputs it shares. */
export function provideTimecode(
  { preferences }: Studio,
  { sound, inputs }: { sound: Sound; inputs: AudioInputs },
): readonly TimecodeDeck[] {
  const decks = Array.from(
    { length: DECK_COUNT },
    (_, deck) => new TimecodeDeck({ deck, sound, inputs, preferences }),
  )
  return setContext(KEY, decks)
}

/** @throws outside a component below `provideTimecode`. */
export function useTimecode(): readonly TimecodeDeck[] {
  const decks = getContext<readonly TimecodeDeck[] | undefined>(KEY)
  if (!decks) throw new Error("No timecode above this component: call provideTimecode first")
  return decks
}
