/** Commands that shape the playing of notes. */
import { z } from "zod"
import { notesClipOf } from "../edit/find.ts"
import { meterMapOf } from "../edit/maps.ts"
import { changeNotes, chosenNotes } from "../edit/note-selection.ts"
import { humaniser, legato, quantised } from "../edit/note-shaping.ts"
import { withChangedNotes } from "../edit/order.ts"
import { putClips } from "../edit/put.ts"
import { ByTicks, ClipId, NoteId } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const some = { clipId: ClipId, noteIds: z.array(NoteId).optional() }
const GridSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["bar", "beat"]) }),
  z.object({
    kind: z.enum(["straight", "triplet", "dotted"]),
    division: z.literal([1, 2, 4, 8, 16, 32, 64]),
  }),
])
const Share = z.number().min(0).max(1)

export const noteShapingCommands = [
  defineCommand({
    name: "note.quantise",
    label: "Quantise",
    args: z.object({
      ...some,
      grid: GridSchema,
      strength: Share.default(1),
      swing: Share.default(0),
      ends: z.boolean().default(false),
    }),
    apply(project, { clipId, noteIds, ...settings }) {
      const meters = meterMapOf(project)
      return changeNotes(project, clipId, noteIds, (note, clip) =>
        quantised(note, clip, meters, settings),
      )
    },
  }),
  defineCommand({
    name: "note.humanise",
    label: "Humanise",
    args: z.object({
      ...some,
      seed: z.int(),
      timingTicks: z.number().min(0).max(960),
      velocity: z.number().min(0).max(64),
    }),
    apply: (project, { clipId, noteIds, seed, timingTicks, velocity }) =>
      changeNotes(project, clipId, noteIds, humaniser(seed, timingTicks, velocity)),
  }),
  defineCommand({
    name: "note.legato",
    label: "Legato",
    args: z.object({ ...some, gapTicks: ByTicks.default(0) }),
    apply(project, { clipId, noteIds, gapTicks }) {
      const clip = notesClipOf(project, clipId)
      const notes = legato(clip.notes, chosenNotes(clip, noteIds), gapTicks)
      return putClips(project, [withChangedNotes(clip, notes)])
    },
  }),
] as const
