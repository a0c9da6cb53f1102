/**
 * Clips: stretches of the time line that hold content. With `t` ticks into the clip, what sounds is the content at
 * `offset + t`, and in a loop at `offset + (loop.offsetTicks + t) mod loop.lengthTicks`.
 */
import { z } from "zod"
import { AutomationPoints, AutomationTarget } from "./automation.ts"
import { GestureContent } from "./gesture-clip.ts"
import type { Immutable } from "./immutable.ts"
import { ClipId, MediaId, TrackId } from "./ids.ts"
import { ControllerEvent, Note } from "./note.ts"
import { Colour, FractionalTicks, GainDb, JsonValue, LengthTicks, Name, Ticks } from "./values.ts"

/** What a machine made, and how it can be made again. The prompt may be gone by now. */
export const Provenance = z.object({
  model: z.string().min(1).max(200),
  version: z.string().max(100),
  seed: z.int(),
  settings: JsonValue,
  promptClipId: ClipId.optional(),
})
export type Provenance = Immutable<z.infer<typeof Provenance>>

export const ClipLoop = z.object({
  lengthTicks: FractionalTicks,
  offsetTicks: z
    .number()
    .min(0)
    .describe("how far into the loop the clip begins, below its length"),
})
export type ClipLoop = Immutable<z.infer<typeof ClipLoop>>

export const Fade = z.object({
  lengthTicks: z.number().min(0),
  curve: z.enum(["linear", "equal-power", "s-curve"]),
})
export type Fade = Immutable<z.infer<typeof Fade>>

export const Stretch = z
  .object({
    mode: z.enum(["off", "tempo", "ratio"]),
    ratio: z.number().min(0.1).max(10).describe("times as long as the recording, in mode ratio"),
    semitones: z.number().min(-48).max(48),
    sourceBpm: z.number().min(10).max(1000).optional(),
  })
  .refine(({ mode, sourceBpm }) => mode !== "tempo" || sourceBpm !== undefined, {
    message: "following the tempo needs the recording's own tempo",
  })
export type Stretch = Immutable<z.infer<typeof Stretch>>

const common = {
  id: ClipId,
  trackId: TrackId,
  startTicks: Ticks,
  name: Name,
  colour: Colour.optional().describe("the track's where absent"),
  isMuted: z.boolean(),
  loop: ClipLoop.optional(),
  madeBy: Provenance.optional(),
  takeLane: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe("a take that is kept in this lane below its track, silent; absent: it sounds"),
  takeId: ClipId.optional().describe("the take that it is a piece of; it may be gone by now"),
}

export const AudioClip = z.object({
  ...common,
  kind: z.literal("audio"),
  lengthTicks: FractionalTicks.describe("unstretched audio keeps its seconds, so a fraction"),
  mediaId: MediaId,
  offsetSeconds: z.number().min(0).describe("of the recording, where the clip begins"),
  gainDb: GainDb,
  fadeIn: Fade.optional(),
  fadeOut: Fade.optional(),
  stretch: Stretch,
})
export type AudioClip = Immutable<z.infer<typeof AudioClip>>

export const GestureClip = z.object({
  ...common,
  kind: z.literal("gesture"),
  lengthTicks: FractionalTicks.describe("a hand keeps its seconds, so a fraction"),
  mediaId: MediaId.describe("the recording that lies on the deck"),
  offsetSeconds: z.number().min(0).describe("of the gesture, where the clip begins"),
  gainDb: GainDb,
  fadeIn: Fade.optional(),
  fadeOut: Fade.optional(),
  content: GestureContent,
})
export type GestureClip = Immutable<z.infer<typeof GestureClip>>

export const NotesClip = z.object({
  ...common,
  kind: z.literal("notes"),
  lengthTicks: LengthTicks,
  offsetTicks: Ticks,
  notes: z.array(Note).describe("by start, pitch, id"),
  controllers: z.array(ControllerEvent).describe("by tick"),
})
export type NotesClip = Immutable<z.infer<typeof NotesClip>>

export const AutomationClip = z.object({
  ...common,
  kind: z.literal("automation"),
  lengthTicks: LengthTicks,
  offsetTicks: Ticks,
  target: AutomationTarget,
  points: AutomationPoints,
})
export type AutomationClip = Immutable<z.infer<typeof AutomationClip>>

export const Clip = z.discriminatedUnion("kind", [
  AudioClip,
  GestureClip,
  NotesClip,
  AutomationClip,
])
/** Clips that a recording sounds in: it has a level and fades, and lasts in seconds. */
export type SoundClip = AudioClip | GestureClip
export type Clip = SoundClip | NotesClip | AutomationClip

export const isSoundClip = (clip: Clip): clip is SoundClip =>
  clip.kind === "audio" || clip.kind === "gesture"
