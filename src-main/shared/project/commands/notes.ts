/** Commands on the notes of a clip. Without `noteIds` they mean all notes. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { notesClipOf } from "../edit/find.ts"
import { changeNotes, chosenNotes } from "../edit/note-selection.ts"
import { withChangedNotes, withNotes } from "../edit/order.ts"
import { patched } from "../edit/patched.ts"
import { putClips } from "../edit/put.ts"
import { ByTicks, ClipId, Note, NoteId, Velocity } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const some = { clipId: ClipId, noteIds: z.array(NoteId).optional() }
const BySemitones = z.int().min(-127).max(127)

export const noteCommands = [
  defineCommand({
    name: "note.add",
    label: ({ notes }) => (notes.length > 1 ? "Add notes" : "Add note"),
    args: z.object({ clipId: ClipId, notes: z.array(Note).min(1) }),
    apply(project, { clipId, notes }) {
      const clip = notesClipOf(project, clipId)
      return putClips(project, [withNotes(clip, [...clip.notes, ...notes])])
    },
  }),
  defineCommand({
    name: "note.remove",
    label: "Remove notes",
    args: z.object(some),
    apply(project, { clipId, noteIds }) {
      const clip = notesClipOf(project, clipId)
      const isChosen = chosenNotes(clip, noteIds)
      const notes = clip.notes.filter((note) => !isChosen(note))
      return putClips(project, [withChangedNotes(clip, notes)])
    },
  }),
  defineCommand({
    name: "note.move",
    label: "Move notes",
    args: z.object({ ...some, byTicks: ByTicks, bySemitones: BySemitones }),
    apply: (project, { clipId, noteIds, byTicks, bySemitones }) =>
      changeNotes(project, clipId, noteIds, (note) => ({
        ...note,
        startTicks: note.startTicks + byTicks,
        pitch: note.pitch + bySemitones,
      })),
  }),
  defineCommand({
    name: "note.transpose",
    label: "Transpose",
    args: z.object({ ...some, bySemitones: BySemitones }),
    apply: (project, { clipId, noteIds, bySemitones }) =>
      changeNotes(project, clipId, noteIds, (note) => ({
        ...note,
        pitch: note.pitch + bySemitones,
      })),
  }),
  defineCommand({
    name: "note.resize",
    label: "Resize notes",
    args: z.object({
      ...some,
      edge: z.enum(["start", "end"]),
      byTicks: ByTicks.describe("later; no note gets shorter than a tick"),
    }),
    apply: (project, { clipId, noteIds, edge, byTicks }) =>
      changeNotes(project, clipId, noteIds, (note) => {
        if (edge === "end") return { ...note, lengthTicks: Math.max(1, note.lengthTicks + byTicks) }
        const by = Math.min(byTicks, Math.max(0, note.lengthTicks - 1))
        return {
          ...note,
          startTicks: note.startTicks + by,
          lengthTicks: note.lengthTicks - by,
        }
      }),
  }),
  defineCommand({
    name: "note.velocity",
    label: "Set velocity",
    args: z.object({
      ...some,
      velocities: z.array(Velocity).min(1).describe("one for all, or one for each of noteIds"),
    }),
    apply(project, { clipId, noteIds, velocities }) {
      if (velocities.length > 1 && velocities.length !== noteIds?.length)
        fail("invalid-input", `${velocities.length} velocities do not fit the notes`)
      const ofNote = new Map(noteIds?.map((id, i) => [id, velocities[i]]))
      return changeNotes(project, clipId, noteIds, (note) => {
        return { ...note, velocity: ofNote.get(note.id) ?? velocities[0]! }
      })
    },
  }),
  defineCommand({
    name: "note.mute",
    label: ({ isMuted }) => (isMuted ? "Mute notes" : "Unmute notes"),
    args: z.object({ ...some, isMuted: z.boolean() }),
    apply: (project, { clipId, noteIds, isMuted }) =>
      changeNotes(project, clipId, noteIds, (note) =>
        patched(note, { isMuted: isMuted || undefined }),
      ),
  }),
] as const
