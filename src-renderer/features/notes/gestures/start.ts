/** Which gesture a press begins. */
import type { NotesState } from "../notes-state.svelte.ts"
import { stampChord } from "./chord.ts"
import { drawNote } from "./draw.ts"
import { eraseNotes } from "./erase.ts"
import type { Gesture, Spot } from "./gesture.ts"
import { drawMarquee } from "./marquee.ts"
import { moveNotes } from "./move.ts"
import { paintNotes } from "./paint.ts"
import { resizeNotes } from "./resize.ts"

export function startGesture(notes: NotesState, spot: Spot): Gesture | null {
  switch (notes.tool) {
    case "erase":
      return eraseNotes(notes, spot)
    case "chord":
      return spot.hit ? holdNote(notes, spot) : stampChord(notes, spot)
    case "draw":
      if (spot.isCtrl) return paintNotes(notes, spot)
      return spot.hit ? holdNote(notes, spot) : drawNote(notes, spot)
    case "select":
      return spot.hit ? holdNote(notes, spot) : drawMarquee(notes, spot)
  }
}

/** Ctrl and Shift change the selection; else the note, and what is selected with it, is in the hand. */
function holdNote(notes: NotesState, spot: Spot): Gesture | null {
  const { note, grip } = spot.hit!
  const isIn = notes.selectedIds.has(note.id)
  if (spot.isCtrl) {
    const others = [...notes.selectedIds].filter((id) => id !== note.id)
    notes.select(isIn ? others : [...others, note.id])
    return null
  }
  if (!isIn) notes.select(spot.isShift ? [...notes.selectedIds, note.id] : [note.id])
  notes.velocity = note.velocity
  return grip === "body" ? moveNotes(notes, spot, note) : resizeNotes(notes, spot, note, grip)
}
