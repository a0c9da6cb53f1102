/** The keys of a suggestion, while there is one: they go before those of the notes. */
import type { Command } from "../../../session/index.ts"
import type { Suggesting } from "./suggesting.svelte.ts"

const group = "Suggestion"

/** @param onkept told the clip in which it lies now */
export function suggestionCommands(
  suggesting: Suggesting,
  onkept: (clipId: string) => void,
): Command[] {
  const isThere = (): boolean => suggesting.ghost !== null
  const several = (): boolean => (suggesting.shown?.candidates.length ?? 0) > 1
  return [
    {
      ...{
        id: "suggestion.keep",
        label: "Keep the suggestion",
        keys: "Enter",
        hint: "Keep",
        group,
      },
      isEnabled: isThere,
      run: () => keep(suggesting, onkept),
    },
    {
      ...{ id: "suggestion.hear", label: "Hear the suggestion, or stop", keys: "Space", group },
      ...{ hint: "Hear", isEnabled: isThere },
      run: () => suggesting.hear(),
    },
    {
      ...{ id: "suggestion.next", label: "Next suggestion", keys: "ArrowDown", group },
      ...{ hint: "Next", isEnabled: several },
      run: () => suggesting.turn(1),
    },
    {
      ...{ id: "suggestion.previous", label: "Previous suggestion", keys: "ArrowUp", group },
      isEnabled: several,
      run: () => suggesting.turn(-1),
    },
    {
      ...{ id: "suggestion.again", label: "Other suggestions", keys: "R", group },
      isEnabled: isThere,
      run: () => suggesting.again(),
    },
    {
      ...{ id: "suggestion.drop", label: "Drop the suggestion", keys: "Escape", group },
      hint: "Drop",
      run: () => suggesting.drop(),
    },
  ]
}

export function keep(suggesting: Suggesting, onkept: (clipId: string) => void): void {
  const clipId = suggesting.keep()
  if (clipId !== null) onkept(clipId)
}
