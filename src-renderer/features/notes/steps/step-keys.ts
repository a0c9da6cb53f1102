/** The keys of the step grid: arrows walk, Enter plays or takes away, Shift with arrows sets how hard. */
import type { Place } from "./step-cells.ts"
import { addSteps, newNoteId } from "../gestures/new-note.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { velocityStep, withVelocity, type Step } from "./step-gestures.ts"

const VELOCITY_STEP = 8

/** Where a key leads; the same place where it leads nowhere. */
export function walked({ row, column }: Place, key: string, rows: number, columns: number): Place {
  const to = {
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  }[key] ?? { row, column }
  const within = (value: number, count: number): number => Math.min(Math.max(0, value), count - 1)
  return { row: within(to.row, rows), column: within(to.column, columns) }
}

export function toggle(notes: NotesState, { pitch, column, hit }: Step): void {
  const { clip, meters, toLineTicks } = notes
  if (!clip || !meters) return
  if (hit) {
    const noteIds = hit.all.map(({ id }) => id)
    notes.edit("Remove stroke", [{ name: "note.remove", args: { clipId: clip.id, noteIds } }])
    return
  }
  const startTicks = column.startTicks - toLineTicks
  if (startTicks < 0) return
  const lengthTicks = column.endTicks - column.startTicks
  const note = { id: newNoteId(), startTicks, lengthTicks, pitch, velocity: notes.velocity }
  if (notes.edit("Add stroke", addSteps(clip, meters, [note]))) notes.select([note.id])
}

/** @returns the new velocity; undefined on an empty step */
export function pressHarder(notes: NotesState, { hit }: Step, key: string): number | undefined {
  if (!hit) return undefined
  const by = key === "ArrowUp" ? VELOCITY_STEP : -VELOCITY_STEP
  const velocity = withVelocity(hit.note.velocity + by)
  notes.velocity = velocity
  notes.edit("Set velocity", [velocityStep(notes, [hit.note.id], velocity)])
  return velocity
}
