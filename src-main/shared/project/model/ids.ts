/** Ids of what the document holds. They come from outside (the caller of a command makes them), so that a replay gives the same document. */
import { z } from "zod"

const id = z.string().regex(/^[\w.:-]{1,100}$/, "an id has 1 to 100 letters, digits or . : _ -")

export const ProjectId = id.brand<"ProjectId">()
export type ProjectId = z.infer<typeof ProjectId>

export const TrackId = id.brand<"TrackId">()
export type TrackId = z.infer<typeof TrackId>

export const ClipId = id.brand<"ClipId">()
export type ClipId = z.infer<typeof ClipId>

/** Unique within its clip only: a clip that is split or copied keeps its notes as they are. */
export const NoteId = id.brand<"NoteId">()
export type NoteId = z.infer<typeof NoteId>

export const DeviceId = id.brand<"DeviceId">()
export type DeviceId = z.infer<typeof DeviceId>

/** Unique within its track only. */
export const LaneId = id.brand<"LaneId">()
export type LaneId = z.infer<typeof LaneId>

export const MediaId = id.brand<"MediaId">()
export type MediaId = z.infer<typeof MediaId>

export const MarkerId = id.brand<"MarkerId">()
export type MarkerId = z.infer<typeof MarkerId>
