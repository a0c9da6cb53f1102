/** What can be done in the Deck view, as commands. T and X, which are held, are heard by the view itself. */
import type { Command, Hint } from "../../session/index.ts"
import { CUTS, type CutName, type DeckState } from "./deck-state.svelte.ts"

export const CUE_NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8] as const

export const deckHints: readonly Hint[] = [
  { keys: "Drag", label: "Turn the record" },
  { keys: "T", label: "Touch" },
  { keys: "X", label: "Cut" },
]

export function deckCommands(deck: DeckState): Command[] {
  const common = { group: "Deck" }
  const onRecord = { ...common, isEnabled: () => deck.player.part !== null }
  return [
    {
      ...onRecord,
      ...{ id: "deck.motor", label: "Start or stop the motor", keys: "M", hint: "Motor" },
      run: () => deck.player.motor(!deck.player.isMotorOn),
    },
    {
      ...onRecord,
      ...{ id: "deck.take", label: "New take, or end it", keys: "Ctrl+R", hint: "New take" },
      run: () => deck.takes.toggle(deck),
    },
    {
      ...common,
      ...{ id: "deck.other", label: "Show the other deck", keys: "D" },
      run: () => (deck.shown = deck.shown === "A" ? "B" : "A"),
    },
    {
      ...onRecord,
      ...{ id: "deck.start", label: "Put the needle at the start", keys: "Home" },
      run: () => deck.player.needle(0),
    },
    {
      ...common,
      ...{ id: "deck.hamster", label: "Reverse the crossfader", also: "hamster" },
      run: () => deck.reverse(),
    },
    {
      ...common,
      ...{ id: "deck.inspector", label: "Deck inspector", keys: "Ctrl+I" },
      run: () => (deck.hasInspector = !deck.hasInspector),
    },
    ...(Object.keys(CUTS) as CutName[]).map((name) => ({
      ...common,
      ...{ id: `deck.cut-${name}`, label: CUTS[name].label, also: "crossfader curve" },
      run: () => deck.chooseCut(name),
    })),
    ...CUE_NUMBERS.flatMap((number): Command[] => [
      {
        ...common,
        ...{ id: `deck.cue-${number}`, label: `Go to cue ${number}`, keys: `${number}` },
        isEnabled: () => deck.hasCue(number),
        run: () => deck.goToCue(number),
      },
      {
        ...onRecord,
        ...{ id: `deck.set-cue-${number}`, label: `Set cue ${number}`, keys: `Shift+${number}` },
        run: () => deck.setCue(number),
      },
    ]),
  ]
}
