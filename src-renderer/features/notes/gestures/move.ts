/** Moves the selected notes by one of them, in time and pitch; with Alt a copy goes and the notes stay. */
import type { Note } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"
import { snapped } from "../geometry/snap.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { TREMBLE_PX, type Gesture, type Spot } from "./gesture.ts"
import { addSteps, newNoteId, type NewNote } from "./new-note.ts"

interface Shift {
  readonly byTicks: number
  readonly bySemitones: number
}

export function moveNotes(notes: NotesState, from: Spot, held: Note): Gesture | null {
  const { clip, meters, studio, selected } = notes
  if (!clip || !meters) return null
  const copies = new Map(selected.map((note) => [note.id, newNoteId()]))
  const room = roomOf(selected)
  let isMoving = false
  let isCopy = false
  notes.press(held.pitch, held.velocity)
  const stepsOf = (shift: Shift): Step[] => {
    if (!isCopy)
      return [{ name: "note.move", args: { clipId: clip.id, ...notes.idsOf(selected), ...shift } }]
    return addSteps(
      clip,
      meters,
      selected.map((note) => copyOf(note, copies.get(note.id)!, shift)),
    )
  }
  return {
    move(spot) {
      if (!isMoving && Math.hypot(spot.x - from.x, spot.y - from.y) < TREMBLE_PX) return
      if (!isMoving) studio.project.begin(from.isAlt ? "Copy notes" : "Move notes")
      isMoving = true
      isCopy = spot.isAlt
      const shift = shiftOf(notes, from, spot, held, room)
      studio.project.drag(stepsOf(shift))
      hear(notes, held.pitch + shift.bySemitones, held.velocity)
    },
    end() {
      notes.release()
      if (!isMoving) return
      studio.project.commit()
      if (isCopy) notes.select(copies.values())
    },
    cancel() {
      notes.release()
      if (isMoving) studio.project.cancel()
    },
  }
}

interface Room {
  readonly leastTicks: number
  readonly leastSemitones: number
  readonly mostSemitones: number
}

/** How far all may go together: not before their content, not beyond 0..127. */
function roomOf(notes: readonly Note[]): Room {
  let [start, low, high] = [Infinity, 127, 0]
  for (const { startTicks, pitch } of notes) {
    start = Math.min(start, startTicks)
    low = Math.min(low, pitch)
    high = Math.max(high, pitch)
  }
  return { leastTicks: -start, leastSemitones: -low, mostSemitones: 127 - high }
}

/** The note in the hand goes to the grid, and to the key; the others keep their distance from it. */
function shiftOf(notes: NotesState, from: Spot, spot: Spot, held: Note, room: Room): Shift {
  const { toLineTicks: toLine, meters, settings } = notes
  const grid = settings.isSnapping && !spot.isShift ? notes.grid : null
  const start = held.startTicks + toLine
  const dragged = spot.tick - from.tick
  const isStill = Math.abs(spot.x - from.x) < TREMBLE_PX
  const byTicks = isStill || !meters ? 0 : snapped(start + dragged, grid, meters) - start
  const rows = notes.rows
  const row = rows.rowOf[held.pitch]! + rows.rowOf[spot.pitch]! - rows.rowOf[from.pitch]!
  const wanted = rows.pitches[Math.min(Math.max(row, 0), rows.pitches.length - 1)]!
  const pitch = wanted === held.pitch ? wanted : notes.inKey(wanted, start + byTicks)
  const bySemitones = Math.min(
    Math.max(pitch - held.pitch, room.leastSemitones),
    room.mostSemitones,
  )
  return { byTicks: Math.max(byTicks, room.leastTicks), bySemitones }
}

function copyOf(note: Note, id: string, { byTicks, bySemitones }: Shift): NewNote {
  return { ...note, id, startTicks: note.startTicks + byTicks, pitch: note.pitch + bySemitones }
}

/** A new height sounds, once. */
function hear(notes: NotesState, pitch: number, velocity: number): void {
  if (notes.pressed.has(pitch)) return
  notes.release()
  notes.press(pitch, velocity)
}
