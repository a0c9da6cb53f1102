/** The brush: every cell of the grid that the pointer passes gets a note at its height. */
import type { NotesState } from "../notes-state.svelte.ts"
import { cellAt } from "../geometry/snap.ts"
import type { Gesture, Spot } from "./gesture.ts"
import { addSteps, newNoteId, type NewNote } from "./new-note.ts"

export function paintNotes(notes: NotesState, from: Spot): Gesture | null {
  const { clip, meters, studio, toLineTicks: shift } = notes
  if (!clip || !meters) return null
  const painted = new Map<string, NewNote>()
  const taken = new Set(clip.notes.map(({ startTicks, pitch }) => `${startTicks} ${pitch}`))
  let last = from.tick
  const put = (tick: number, pitch: number): void => {
    const cell = cellAt(Math.max(shift, tick), notes.grid, meters)
    const own = notes.inKey(pitch, cell.startTicks)
    const place = `${cell.startTicks - shift} ${own}`
    if (cell.startTicks < shift || taken.has(place) || painted.has(place)) return
    painted.set(place, {
      id: newNoteId(),
      startTicks: cell.startTicks - shift,
      lengthTicks: cell.lengthTicks,
      pitch: own,
      velocity: notes.velocity,
    })
    notes.release()
    notes.press(own)
  }
  /** A fast hand leaps over cells: those between are painted at its height, too. */
  const paintTo = (spot: Spot): void => {
    const step = cellAt(spot.tick, notes.grid, meters).lengthTicks
    const count = Math.ceil(Math.abs(spot.tick - last) / step)
    for (let i = 1; i <= count; i++) put(last + ((spot.tick - last) * i) / count, spot.pitch)
    put(spot.tick, spot.pitch)
    last = spot.tick
    const made = [...painted.values()]
    if (made.length > 0) studio.project.drag(addSteps(clip, meters, made))
  }
  studio.project.begin("Paint notes")
  paintTo(from)
  return {
    move: paintTo,
    end() {
      notes.release()
      studio.project.commit()
      notes.select([...painted.values()].map(({ id }) => id))
    },
    cancel() {
      notes.release()
      studio.project.cancel()
    },
  }
}
