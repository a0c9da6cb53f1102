/** Edits of the selected notes, each one entry of the history. */
import type { Note } from "#shared/project/index.ts"
import { gridTicks } from "#shared/music/index.ts"
import { onClipboard, putOnClipboard } from "../clipboard.ts"
import { reveal } from "../framing.ts"
import { cellAt, snapped } from "../geometry/snap.ts"
import { addSteps, newNoteId } from "../gestures/new-note.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { repitchSteps, scaleStep, spanOf } from "./shift.ts"

/** One cell of the grid, or a tick where it is off. */
function stepTicks(notes: NotesState): number {
  const { meters, selected, settings, toLineTicks } = notes
  if (!meters || !settings.isSnapping) return 1
  const { meter } = meters.barAt((selected[0]?.startTicks ?? 0) + toLineTicks)
  return Math.max(1, Math.round(gridTicks(notes.grid, meter)))
}

export function nudge(notes: NotesState, direction: 1 | -1, byOneTick = false): void {
  const { clip, selected, studio } = notes
  if (!clip || selected.length === 0) return
  const byTicks = Math.max(
    direction * (byOneTick ? 1 : stepTicks(notes)),
    -spanOf(selected).startTicks,
  )
  const args = { clipId: clip.id, ...notes.idsOf(selected), byTicks, bySemitones: 0 }
  if (byTicks !== 0) studio.project.run("note.move", args)
  reveal(notes, notes.selected)
}

/** Up or down by semitones; not at all where one would leave 0..127. Drums go by rows. */
export function transpose(notes: NotesState, bySemitones: number): void {
  const { clip, selected, studio, rows, isDrums } = notes
  if (!clip || selected.length === 0) return
  if (isDrums) {
    const last = rows.pitches.length - 1
    const steps = repitchSteps(clip, selected, ({ pitch }) => {
      const row = rows.rowOf[pitch]! - Math.sign(bySemitones)
      return rows.pitches[Math.min(Math.max(row, 0), last)]!
    })
    notes.edit("Move notes", steps)
  } else if (selected.every(({ pitch }) => pitch + bySemitones >= 0 && pitch + bySemitones <= 127))
    studio.project.run("note.transpose", {
      clipId: clip.id,
      ...notes.idsOf(selected),
      bySemitones,
    })
  reveal(notes, notes.selected)
}

export function stepInScale(notes: NotesState, direction: 1 | -1): void {
  const { clip, selected, toLineTicks } = notes
  if (!clip) return
  const pitchOf = (note: Note): number =>
    scaleStep(note.pitch, direction, notes.keyAt(note.startTicks + toLineTicks))
  notes.edit("Move by a scale step", repitchSteps(clip, selected, pitchOf))
  reveal(notes, notes.selected)
}

export function lengthen(notes: NotesState, direction: 1 | -1): void {
  const { clip, selected, studio } = notes
  if (!clip || selected.length === 0) return
  const byTicks = direction * stepTicks(notes)
  const args = { clipId: clip.id, ...notes.idsOf(selected), edge: "end" as const, byTicks }
  studio.project.run("note.resize", args)
}

export function removeSelected(notes: NotesState): void {
  const { clip, selected, studio } = notes
  if (!clip || selected.length === 0) return
  studio.project.run("note.remove", { clipId: clip.id, ...notes.idsOf(selected) })
  notes.select([])
}

export function toggleMute(notes: NotesState): void {
  const { clip, selected, studio } = notes
  if (!clip || selected.length === 0) return
  const isMuted = !selected.every((note) => note.isMuted === true)
  studio.project.run("note.mute", { clipId: clip.id, ...notes.idsOf(selected), isMuted })
}

export function copy(notes: NotesState): void {
  if (notes.selected.length > 0) putOnClipboard(notes.studio, notes.selected)
}

export function cut(notes: NotesState): void {
  copy(notes)
  removeSelected(notes)
}

/** At the playhead; before the clip's content at its start. */
export function paste(notes: NotesState): void {
  const { meters, settings, toLineTicks, transport } = notes
  const copied = onClipboard(notes.studio)
  if (!meters || copied.length === 0) return
  const grid = settings.isSnapping ? notes.grid : null
  const at = Math.max(toLineTicks, snapped(transport.positionTicks(), grid, meters))
  addCopies(notes, "Paste notes", copied, at - toLineTicks - spanOf(copied).startTicks)
}

/** Right behind the selection, which begins again on a line of the grid. */
export function duplicate(notes: NotesState): void {
  const { meters, selected, toLineTicks } = notes
  if (!meters || selected.length === 0) return
  const { startTicks, endTicks } = spanOf(selected)
  const last = cellAt(endTicks - 1 + toLineTicks, notes.grid, meters)
  const first = cellAt(startTicks + toLineTicks, notes.grid, meters)
  const byTicks = last.startTicks + last.lengthTicks - first.startTicks
  addCopies(notes, "Duplicate notes", selected, byTicks)
}

function addCopies(
  notes: NotesState,
  label: string,
  originals: readonly Note[],
  byTicks: number,
): void {
  const { clip, meters } = notes
  if (!clip || !meters) return
  const copies = originals.map((note) => {
    return { ...note, id: newNoteId(), startTicks: Math.max(0, note.startTicks + byTicks) }
  })
  if (!notes.edit(label, addSteps(clip, meters, copies))) return
  notes.select(copies.map(({ id }) => id))
  reveal(notes, notes.selected)
}

/** The selected notes, or all where none is. */
function chosen(notes: NotesState): { noteIds?: string[] } {
  return notes.selected.length > 0 ? notes.idsOf(notes.selected) : {}
}

export function legato(notes: NotesState): void {
  const { clip, studio } = notes
  if (clip) studio.project.run("note.legato", { clipId: clip.id, ...chosen(notes) })
}
