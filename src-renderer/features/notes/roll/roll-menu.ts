/** The menu of the notes under the pointer. What it is about is selected first, so that its entries are the commands that keys have. */
import { commandItems } from "../../../session/index.ts"
import type { MenuItem } from "../../../ui/index.ts"
import { RULER_PX } from "../drawing/ruler.ts"
import { noteAt } from "../geometry/hit.ts"
import type { NotesState } from "../notes-state.svelte.ts"

const NOTES = [
  ["notes.cut", "notes.copy", "notes.paste", "notes.duplicate"],
  ["notes.quantise", "notes.humanise", "notes.legato", "notes.mute"],
  ["notes.rewrite", "notes.continue"],
  ["notes.ctrl-arrowup", "notes.ctrl-arrowdown", "notes.alt-arrowup", "notes.alt-arrowdown"],
  ["notes.select-all", "notes.frame", "notes.frame-all"],
  ["notes.remove"],
]

export function rollMenu(notes: NotesState, event: MouseEvent): readonly MenuItem[] {
  const { picture, studio } = notes
  if (!picture || studio.project.isDragging) return []
  const box = (event.currentTarget as Element).getBoundingClientRect()
  const [x, y] = [event.clientX - box.left - notes.headPx, event.clientY - box.top - RULER_PX]
  const hit = x >= 0 && y >= 0 ? noteAt(picture, x, y) : null
  if (hit && !notes.selectedIds.has(hit.note.id)) notes.select([hit.note.id])
  return commandItems(studio.commands, ...NOTES)
}
