/** Changing some notes of a clip. */
import { fail } from "#shared/contract/errors.ts"
import { MOST_TICKS, type Note, type NoteId, type NotesClip, type Project } from "../model/index.ts"
import { nameOf, notesClipOf } from "./find.ts"
import { withChangedNotes } from "./order.ts"
import { putClips } from "./put.ts"

export type IsChosen = (note: Note) => boolean

/** Which notes are meant: all where there are no ids. @throws StudioError not-found for a note that the clip has not */
export function chosenNotes(clip: NotesClip, ids?: readonly NoteId[]): IsChosen {
  if (!ids) return () => true
  const chosen = new Set(ids)
  const found = clip.notes.reduce((count, { id }) => count + Number(chosen.has(id)), 0)
  if (found < chosen.size) refuseMissing(clip, ids)
  return ({ id }) => chosen.has(id)
}

/**
 * The project with the chosen notes of a clip as `change` returns them, which is asked in the order of the notes.
 * @throws StudioError invalid-input where one would begin before the content or leave 0..127
 */
export function changeNotes(
  project: Project,
  clipId: string,
  noteIds: readonly NoteId[] | undefined,
  change: (note: Note, clip: NotesClip) => Note,
): Project {
  const clip = notesClipOf(project, clipId)
  const isChosen = chosenNotes(clip, noteIds)
  const notes = clip.notes.map((note) =>
    isChosen(note) ? checked(change(note, clip), clip) : note,
  )
  return putClips(project, [withChangedNotes(clip, notes)])
}

function checked(note: Note, clip: NotesClip): Note {
  const { startTicks, lengthTicks, pitch } = note
  if (startTicks < 0)
    fail("invalid-input", `A note of ${nameOf(clip)} would begin before the clip's content`)
  if (startTicks > MOST_TICKS || lengthTicks > MOST_TICKS)
    fail("invalid-input", `A note of ${nameOf(clip)} would lie too far behind`)
  if (pitch < 0 || pitch > 127)
    fail("invalid-input", `A note of ${nameOf(clip)} would have the pitch ${pitch}`)
  return note
}

function refuseMissing(clip: NotesClip, ids: readonly NoteId[]): never {
  const there = new Set(clip.notes.map(({ id }) => id))
  const missing = ids.find((id) => !there.has(id)) ?? ""
  fail("not-found", `${nameOf(clip)} has no note ${missing}`)
}
