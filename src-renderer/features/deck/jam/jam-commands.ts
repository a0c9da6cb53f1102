/** What can be done in a jam, as commands. */
import type { Command } from "../../../session/index.ts"
import type { DeckState } from "../deck-state.svelte.ts"
import type { Jam } from "./jam.svelte.ts"
import { JAM_MODES } from "./jam-words.ts"

export function jamCommands(deck: DeckState, jam: Jam): Command[] {
  const group = "Deck"
  const hasAnswer = (): boolean => jam.state.last !== null
  return [
    {
      ...{ id: "jam.toggle", label: "Start the jam, or end it", keys: "J", group },
      ...{ also: "partner call response answer battle" },
      run: () => {
        deck.mode = "jam"
        return jam.toggle()
      },
    },
    ...JAM_MODES.map(({ value, label }): Command => ({
      ...{ id: `jam.mode-${value}`, label: `Jam: ${label}`, also: "partner", group },
      run: () => jam.state.chooseMode(value),
    })),
    {
      ...{ id: "jam.like", label: "I like the partner's last answer", also: "thumb up", group },
      isEnabled: hasAnswer,
      run: () => jam.rate(true),
    },
    {
      ...{ id: "jam.dislike", label: "I do not like the partner's last answer", group },
      ...{ also: "thumb down", isEnabled: hasAnswer },
      run: () => jam.rate(false),
    },
    {
      ...{ id: "jam.place", label: "Put the last jam on the timeline", group },
      isEnabled: () => jam.unplaced !== null,
      run: () => jam.place(),
    },
  ]
}
