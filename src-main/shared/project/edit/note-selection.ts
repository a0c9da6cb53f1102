/** Changing some notes of a clip. */
import { fail } from "#shared/contract/errors.ts"
import { MOST_TICKS, type Note, type NoteId, type NotesClip, type Project } from "../model/index.ts"
import { nameOf, notesClipOf } from "./find.ts"
import { withNotes } from "./order.ts"
import { putClips } from "./put.ts"

/** The ids as a set; all notes where there are none. @throws StudioError not-found for a note that the clip has not */
export function chosenNotes(clip: NotesClip, ids?: readonly NoteId[]): ReadonlySet<NoteId> {
  const all = new Set(clip.notes.map(({ id }) => id))
  if (!ids) return all
  const missing = ids.find((id) => !all.has(id))
  if (missing !== undefined) fail("not-found", `${nameOf(clip)} has no note ${missing}`)
  return new Set(ids)
}

/**
 * The project with the chosen notes of a clip as `change` returns them.
 * @throws StudioError invalid-input where one would begin before the content or leave 0..127
 */
export function changeNotes(
  project: Project,
  clipId: string,
  noteIds: readonly NoteId[] | undefined,
  change: (note: Note, clip: NotesClip) => Note,
): Project {
  const clip = notesClipOf(project, clipId)
  const chosen = chosenNotes(clip, noteIds)
  const notes = clip.notes.map((note) =>
    chosen.has(note.id) ? checked(change(note, clip), clip) : note,
  )
  return putClips(project, [withNotes(clip, notes)])
}

function checked(note: Note, clip: NotesClip): Note {
  if (note.startTicks < 0)
    fail("invalid-input", `A note of ${nameOf(clip)} would begin before the clip's content`)
  if (note.startTicks > MOST_TICKS || note.lengthTicks > MOST_TICKS)
    fail("invalid-input", `A note of ${nameOf(clip)} would lie too far behind`)
  if (note.pitch < 0 || note.pitch > 127)
    fail("invalid-input", `A note of ${nameOf(clip)} would have the pitch ${note.pitch}`)
  return note
}
