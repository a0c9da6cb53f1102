/** Commands that add, remove, copy and arrange tracks. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { copyTrack } from "../edit/copy-track.ts"
import { routeProblem } from "../edit/allowed.ts"
import { nameOf, refuseTaken, trackOf } from "../edit/find.ts"
import { patched } from "../edit/patched.ts"
import { putTracks } from "../edit/put.ts"
import { removeTracks } from "../edit/remove-tracks.ts"
import { checkParent, movedTo, withTrackOrder } from "../edit/tree.ts"
import { ClipId, Colour, DeviceId, Index, Name, TrackId, TrackKind } from "../model/index.ts"
import { newTrack } from "../new-project.ts"
import { defineCommand } from "./define-command.ts"

const someTracks = z.array(TrackId).min(1)

export const trackCommands = [
  defineCommand({
    name: "track.add",
    label: ({ kind }) => `Add ${kind} track`,
    args: z.object({
      id: TrackId,
      kind: TrackKind.exclude(["master"]),
      name: Name,
      colour: Colour.default(0),
      parentId: TrackId.optional(),
      outputId: TrackId.optional().describe("the master where absent"),
      index: Index.optional().describe("at the end where absent"),
    }),
    apply(project, { index, ...args }) {
      refuseTaken(project.tracks, [args.id])
      checkParent(project, args.parentId)
      const track = newTrack({ ...args, outputId: args.outputId ?? project.masterTrackId })
      const problem = routeProblem(project, track, track.outputId!, false)
      if (problem !== undefined) fail("invalid-input", problem)
      const order = movedTo(project.trackOrder, [args.id], index)
      return withTrackOrder(putTracks(project, [track]), order)
    },
  }),
  defineCommand({
    name: "track.remove",
    label: ({ trackIds }) => (trackIds.length > 1 ? "Remove tracks" : "Remove track"),
    args: z.object({ trackIds: someTracks }),
    apply: (project, { trackIds }) => removeTracks(project, trackIds),
  }),
  defineCommand({
    name: "track.duplicate",
    label: "Duplicate track",
    args: z.object({
      trackId: TrackId,
      newId: TrackId,
      clipIds: z.record(ClipId, ClipId).describe("new ids by old ones, of every clip"),
      deviceIds: z.record(DeviceId, DeviceId).describe("new ids by old ones, of every device"),
    }),
    apply: (project, args) => copyTrack(project, args),
  }),
  defineCommand({
    name: "track.move",
    label: ({ trackIds }) => (trackIds.length > 1 ? "Move tracks" : "Move track"),
    args: z.object({
      trackIds: someTracks,
      index: Index.describe("among the tracks that stay"),
      parentId: TrackId.nullable().optional().describe("a bus, null for none, absent to keep"),
    }),
    apply(project, { trackIds, index, parentId }) {
      const tracks = trackIds.map((id) => trackOf(project, id))
      const master = tracks.find(({ kind }) => kind === "master")
      if (master) fail("invalid-input", `${nameOf(master)} has its own place`)
      checkParent(project, parentId ?? undefined)
      const grouped =
        parentId === undefined
          ? tracks
          : tracks.map((track) => patched(track, { parentId: parentId ?? undefined }))
      return withTrackOrder(
        putTracks(project, grouped),
        movedTo(project.trackOrder, trackIds, index),
      )
    },
  }),
] as const
