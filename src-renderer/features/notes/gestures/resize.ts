/** Drags an edge of the selected notes: all get longer or shorter by as much as the one in the hand. */
import type { Note } from "#shared/project/index.ts"
import { snapped } from "../geometry/snap.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { TREMBLE_PX, type Gesture, type Spot } from "./gesture.ts"

export function resizeNotes(
  notes: NotesState,
  from: Spot,
  held: Note,
  edge: "start" | "end",
): Gesture | null {
  const { clip, meters, studio, selected, settings, toLineTicks: toLine } = notes
  if (!clip || !meters) return null
  const place = held.startTicks + toLine + (edge === "end" ? held.lengthTicks : 0)
  const earliest = Math.min(...selected.map(({ startTicks }) => startTicks))
  let isMoving = false
  return {
    move(spot) {
      if (!isMoving && Math.abs(spot.x - from.x) < TREMBLE_PX) return
      if (!isMoving) studio.project.begin("Resize notes")
      isMoving = true
      const grid = settings.isSnapping && !spot.isShift ? notes.grid : null
      const to = snapped(place + spot.tick - from.tick, grid, meters)
      const byTicks = edge === "start" ? Math.max(to - place, -earliest) : to - place
      const args = { clipId: clip.id, ...notes.idsOf(selected), edge, byTicks }
      studio.project.drag([{ name: "note.resize", args }])
    },
    end() {
      if (!isMoving) return
      studio.project.commit()
      notes.lengthTicks = notes.clip?.notes.find(({ id }) => id === held.id)?.lengthTicks ?? null
    },
    cancel() {
      if (isMoving) studio.project.cancel()
    },
  }
}
