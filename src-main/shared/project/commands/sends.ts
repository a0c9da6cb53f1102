/** Commands on a track's sends: one to each bus. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { routeProblem } from "../edit/allowed.ts"
import { nameOf, trackOf } from "../edit/find.ts"
import { patched } from "../edit/patched.ts"
import { putTracks } from "../edit/put.ts"
import { GainDb, Send, TrackId, type Track } from "../model/index.ts"
import { withoutCycles } from "../routing.ts"
import { defineCommand } from "./define-command.ts"

export const sendCommands = [
  defineCommand({
    name: "send.add",
    label: "Add send",
    args: z.object({ trackId: TrackId, send: Send }),
    apply(project, { trackId, send }) {
      const track = trackOf(project, trackId)
      trackOf(project, send.busId)
      const problem = routeProblem(project, track, send.busId, true)
      if (problem !== undefined) fail("invalid-input", problem)
      if (track.sends.some(({ busId }) => busId === send.busId))
        fail("conflict", `${nameOf(track)} sends to ${send.busId} already`)
      return withoutCycles(putTracks(project, [{ ...track, sends: [...track.sends, send] }]))
    },
  }),
  defineCommand({
    name: "send.remove",
    label: "Remove send",
    args: z.object({ trackId: TrackId, busId: TrackId }),
    apply(project, { trackId, busId }) {
      const track = trackOf(project, trackId)
      checkSend(track, busId)
      const sends = track.sends.filter((send) => send.busId !== busId)
      return putTracks(project, [{ ...track, sends }])
    },
  }),
  defineCommand({
    name: "send.set",
    label: "Set send",
    args: z.object({
      trackId: TrackId,
      busId: TrackId,
      gainDb: GainDb.optional(),
      isPreFader: z.boolean().optional(),
    }),
    apply(project, { trackId, busId, gainDb, isPreFader }) {
      const track = trackOf(project, trackId)
      checkSend(track, busId)
      const sends = track.sends.map((send) =>
        send.busId === busId
          ? { ...send, gainDb: gainDb ?? send.gainDb, isPreFader: isPreFader ?? send.isPreFader }
          : send,
      )
      return putTracks(project, [patched(track, { sends })])
    },
  }),
] as const

function checkSend(track: Track, toId: string): void {
  if (!track.sends.some(({ busId }) => busId === toId))
    fail("not-found", `${nameOf(track)} has no send to ${toId}`)
}
