/** The eraser: what it touches is gone. */
import type { NotesState } from "../notes-state.svelte.ts"
import { noteAt } from "../geometry/hit.ts"
import type { Gesture, Spot } from "./gesture.ts"

const STEP_PX = 3

export function eraseNotes(notes: NotesState, from: Spot): Gesture | null {
  const { clip, picture, studio } = notes
  if (!clip || !picture) return null
  const gone = new Set<string>()
  let last = from
  /** Looked for in the notes as they were, along the way of a fast hand. */
  const eraseTo = (spot: Spot): void => {
    const count = Math.max(1, Math.ceil(Math.hypot(spot.x - last.x, spot.y - last.y) / STEP_PX))
    for (let i = 0; i <= count; i++) {
      const share = i / count
      const x = last.x + (spot.x - last.x) * share
      const hit = noteAt(picture, x, last.y + (spot.y - last.y) * share)
      if (hit) gone.add(hit.note.id)
    }
    last = spot
    if (gone.size > 0)
      studio.project.drag([{ name: "note.remove", args: { clipId: clip.id, noteIds: [...gone] } }])
  }
  studio.project.begin("Erase notes")
  eraseTo(from)
  return {
    move: eraseTo,
    end: () => studio.project.commit(),
    cancel: () => studio.project.cancel(),
  }
}
