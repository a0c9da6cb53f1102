/** The middle button takes the paper. */
import { scrolled } from "../geometry/view.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import type { Gesture, Spot } from "./gesture.ts"

export function panRoll(notes: NotesState, from: Spot): Gesture {
  const before = notes.view
  return {
    move: (spot) => notes.show(scrolled(before, from.x - spot.x, from.y - spot.y)),
    end: () => {},
    cancel: () => notes.show(before),
  }
}
