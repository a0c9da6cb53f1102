/** Commands that add, remove, move and copy clips, many at once. */
import { z } from "zod"
import { checkClips } from "../edit/allowed.ts"
import { movedClip } from "../edit/audio-time.ts"
import { clipOf, refuseTaken } from "../edit/find.ts"
import { tempoMapOf } from "../edit/maps.ts"
import { patched } from "../edit/patched.ts"
import { dropClips, putClips } from "../edit/put.ts"
import { tidied } from "../edit/tidy.ts"
import { Clip, ClipId, Ticks, TrackId, type Project } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const place = { clipId: ClipId, startTicks: Ticks, trackId: TrackId.optional() }
const Move = z.object(place)
const Copy = z.object({ ...place, newId: ClipId })

export const clipCommands = [
  defineCommand({
    name: "clip.add",
    label: ({ clips }) => (clips.length > 1 ? "Add clips" : "Add clip"),
    args: z.object({ clips: z.array(Clip).min(1) }),
    apply(project, { clips }) {
      refuseTaken(
        project.clips,
        clips.map(({ id }) => id),
      )
      return putChecked(project, clips.map(tidied))
    },
  }),
  defineCommand({
    name: "clip.remove",
    label: ({ clipIds }) => (clipIds.length > 1 ? "Remove clips" : "Remove clip"),
    args: z.object({ clipIds: z.array(ClipId).min(1) }),
    apply(project, { clipIds }) {
      for (const id of clipIds) clipOf(project, id)
      return dropClips(project, clipIds)
    },
  }),
  defineCommand({
    name: "clip.move",
    label: ({ moves }) => (moves.length > 1 ? "Move clips" : "Move clip"),
    args: z.object({ moves: z.array(Move).min(1) }),
    apply: (project, { moves }) =>
      putChecked(
        project,
        moves.map((move) => placed(project, move)),
      ),
  }),
  defineCommand({
    name: "clip.duplicate",
    label: ({ copies }) => (copies.length > 1 ? "Duplicate clips" : "Duplicate clip"),
    args: z.object({ copies: z.array(Copy).min(1) }),
    apply(project, { copies }) {
      refuseTaken(
        project.clips,
        copies.map(({ newId }) => newId),
      )
      return putChecked(
        project,
        copies.map((copy) => ({ ...placed(project, copy), id: copy.newId })),
      )
    },
  }),
] as const

interface Place {
  readonly clipId: ClipId
  readonly startTicks: number
  readonly trackId?: TrackId | undefined
}

function placed(project: Project, { clipId, startTicks, trackId }: Place): Clip {
  const clip = clipOf(project, clipId)
  const moved = movedClip(clip, startTicks, tempoMapOf(project))
  return patched<Clip>(moved, { trackId: trackId ?? clip.trackId })
}

function putChecked(project: Project, clips: readonly Clip[]): Project {
  checkClips(project, clips)
  return putClips(project, clips)
}
