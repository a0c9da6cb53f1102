/** The pencil: a press makes a note, dragging on sets its length; the height of the press is its pitch. */
import type { NotesState } from "../notes-state.svelte.ts"
import { cellAt, snapped } from "../geometry/snap.ts"
import { addSteps, newNoteId, type NewNote } from "./new-note.ts"
import { TREMBLE_PX, type Gesture, type Spot } from "./gesture.ts"

export function drawNote(notes: NotesState, from: Spot): Gesture | null {
  const { clip, meters, studio, toLineTicks: shift } = notes
  if (!clip || !meters) return null
  const grid = notes.settings.isSnapping && !from.isShift ? notes.grid : null
  const cell = cellAt(from.tick, notes.grid, meters)
  const startTicks = Math.max(shift, grid ? cell.startTicks : Math.round(from.tick))
  const note: NewNote = {
    id: newNoteId(),
    startTicks: startTicks - shift,
    lengthTicks: notes.isDrums ? cell.lengthTicks : (notes.lengthTicks ?? cell.lengthTicks),
    pitch: notes.inKey(from.pitch, startTicks),
    velocity: notes.velocity,
  }
  const draw = (): void => {
    studio.project.drag(addSteps(clip, meters, [note]))
  }
  studio.project.begin("Add note")
  draw()
  notes.select([note.id])
  notes.press(note.pitch)
  return {
    move(spot) {
      if (notes.isDrums || Math.abs(spot.x - from.x) < TREMBLE_PX) return
      const end = snapped(spot.tick, spot.isShift ? null : grid, meters)
      note.lengthTicks = Math.max(grid && !spot.isShift ? cell.lengthTicks : 1, end - startTicks)
      notes.lengthTicks = note.lengthTicks
      draw()
    },
    end() {
      notes.release()
      studio.project.commit()
    },
    cancel() {
      notes.release()
      studio.project.cancel()
    },
  }
}
