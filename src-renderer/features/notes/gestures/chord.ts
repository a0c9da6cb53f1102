/** A click stamps a chord of the key on the row that it hits. */
import { chordOn } from "../edits/chord.ts"
import { cellAt } from "../geometry/snap.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import type { Gesture, Spot } from "./gesture.ts"
import { addSteps, newNoteId } from "./new-note.ts"

export function stampChord(notes: NotesState, from: Spot): Gesture | null {
  const { clip, meters, studio, toLineTicks: toLine } = notes
  if (!clip || !meters || notes.isDrums) return null
  const cell = cellAt(Math.max(toLine, from.tick), notes.grid, meters)
  const startTicks = Math.max(
    toLine,
    notes.settings.isSnapping && !from.isShift ? cell.startTicks : Math.round(from.tick),
  )
  const made = chordOn(from.pitch, notes.keyAt(startTicks), notes.settings.isSeventh).map(
    (pitch) => ({
      id: newNoteId(),
      startTicks: startTicks - toLine,
      lengthTicks: notes.lengthTicks ?? cell.lengthTicks,
      pitch,
      velocity: notes.velocity,
    }),
  )
  studio.project.begin("Stamp chord")
  studio.project.drag(addSteps(clip, meters, made))
  notes.select(made.map(({ id }) => id))
  for (const { pitch } of made) notes.press(pitch)
  return {
    move: () => {},
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
