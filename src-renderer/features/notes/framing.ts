/** Bringing notes into view. */
import type { Note, NotesClip } from "#shared/project/index.ts"
import { heardStretch } from "./geometry/clip-time.ts"
import { boxOf } from "./geometry/hit.ts"
import { framed, isAmid, revealed } from "./geometry/view.ts"
import type { NotesState } from "./notes-state.svelte.ts"

const DRUM_ROW_PX = 20
/** What an empty clip shows round its middle: E4 on keys, the low drums of a kit. */
const MIDDLE = { keys: 64, drums: 40 }
const AROUND_ROWS = 6

/** The whole clip in the width; the height of rows is the one last used. */
export function frameAll(notes: NotesState): void {
  const { clip, rows, bounds, toLineTicks } = notes
  if (!clip) return
  const middle = rows.rowOf[MIDDLE[rows.kind]]!
  const empty = { topRow: middle - AROUND_ROWS, bottomRow: middle + AROUND_ROWS }
  const { topRow, bottomRow } = boxOf(clip.notes, toLineTicks, rows) ?? empty
  const view = { ...notes.view, rowPx: notes.isDrums ? DRUM_ROW_PX : notes.settings.rowPx }
  notes.show(framed(view, { ...heardStretch(clip), topRow, bottomRow }, bounds))
}

/** Some notes as large as they fit; the clip where there are none. */
export function frame(notes: NotesState, some: readonly Note[]): void {
  const box = boxOf(some, notes.toLineTicks, notes.rows)
  if (box) notes.show(framed(notes.view, box, notes.bounds))
  else frameAll(notes)
}

/** Scrolls as little as shows them. */
export function reveal(notes: NotesState, some: readonly Note[]): void {
  const box = boxOf(some, notes.toLineTicks, notes.rows)
  if (box) notes.show(revealed(notes.view, box, notes.bounds))
}

/** What a step through the history changed, unless the view is in the midst of it. */
export function revealChanged(notes: NotesState, before: NotesClip, after: NotesClip): void {
  const stayed = new Set(before.notes)
  const box = boxOf(
    after.notes.filter((note) => !stayed.has(note)),
    notes.toLineTicks,
    notes.rows,
  )
  if (box && !isAmid(notes.view, box, notes.bounds))
    notes.show(revealed(notes.view, box, notes.bounds))
}
