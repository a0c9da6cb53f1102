/** Brings bars into view, in the roll, where ghosts are seen. */
import type { Bars } from "#shared/duet/index.ts"
import { revealed } from "../geometry/view.ts"
import type { NotesState } from "../notes-state.svelte.ts"

export function revealBars(notes: NotesState, { startTicks, endTicks }: Bars): void {
  if (notes.mode !== "roll") notes.set({ mode: "roll" })
  const { view, bounds } = notes
  const rows = { topRow: view.topRow, bottomRow: view.topRow }
  notes.show(revealed(view, { startTicks, endTicks, ...rows }, bounds))
}
