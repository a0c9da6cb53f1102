/** Commands on gesture clips: a hand on a record, which may be another record. */
import { z } from "zod"
import { Gesture, GesturePatch, Played } from "#shared/gesture/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { checkClips } from "../edit/allowed.ts"
import { gestureClipOf, mediaOf, refuseTaken } from "../edit/find.ts"
import { contentSeconds, editedGesture, withDeck, withGesture } from "../edit/gesture-content.ts"
import { tempoMapOf } from "../edit/maps.ts"
import { patched } from "../edit/patched.ts"
import { putClips } from "../edit/put.ts"
import {
  ClipId,
  Colour,
  DeckSettings,
  GainDb,
  MediaId,
  Name,
  Provenance,
  Ticks,
  TrackId,
  type GestureClip,
  type GestureContent,
  type Immutable,
} from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

export const gestureCommands = [
  defineCommand({
    name: "gesture.add",
    label: "Add gesture",
    args: z.object({
      id: ClipId,
      trackId: TrackId,
      startTicks: Ticks,
      name: Name,
      colour: Colour.optional(),
      mediaId: MediaId.describe("the recording that lies on the deck"),
      gainDb: GainDb.default(0),
      played: Played.optional().describe("what a deck did: it sounds again to the bit"),
      gesture: Gesture.optional().describe("in place of what was played"),
      deck: DeckSettings.default({ hasMotor: false }).describe("that the gesture is played on"),
      madeBy: Provenance.optional().describe("by a machine, and how"),
    }),
    apply(project, { played, gesture, deck, colour, madeBy, ...args }) {
      refuseTaken(project.clips, [args.id])
      const content = contentOf(played, gesture, deck)
      const tempo = tempoMapOf(project)
      const end = tempo.secondsAt(args.startTicks) + Math.max(0.001, contentSeconds(content))
      const clip: GestureClip = {
        ...{ kind: "gesture", ...args, isMuted: false, offsetSeconds: 0, content },
        lengthTicks: tempo.ticksAt(end) - args.startTicks,
        ...(colour === undefined ? {} : { colour }),
        ...(madeBy === undefined ? {} : { madeBy }),
      }
      checkClips(project, [clip])
      return putClips(project, [clip])
    },
  }),
  defineCommand({
    name: "gesture.edit",
    label: "Edit gesture",
    args: z.object({
      clipId: ClipId,
      gesture: Gesture.optional().describe("all of it"),
      patch: GesturePatch.optional().describe("in its place: a stretch of time"),
    }),
    apply(project, { clipId, gesture, patch }) {
      const clip = gestureClipOf(project, clipId)
      if (!gesture === !patch) fail("invalid-input", "An edit is a gesture or a patch")
      const edited = gesture ?? editedGesture(clip, patch!)
      return putClips(project, [withGesture(clip, edited, tempoMapOf(project))])
    },
  }),
  defineCommand({
    name: "gesture.sample",
    label: "Put another record on",
    args: z.object({ clipIds: z.array(ClipId).min(1), mediaId: MediaId }),
    apply(project, { clipIds, mediaId }) {
      mediaOf(project, mediaId)
      return putClips(
        project,
        clipIds.map((id) => patched(gestureClipOf(project, id), { mediaId })),
      )
    },
  }),
  defineCommand({
    name: "gesture.deck",
    label: "Set deck",
    args: z.object({ clipIds: z.array(ClipId).min(1), deck: DeckSettings.partial() }),
    apply: (project, { clipIds, deck }) =>
      putClips(
        project,
        clipIds.map((id) => withDeck(gestureClipOf(project, id), deck)),
      ),
  }),
] as const

function contentOf(
  played: Immutable<Played> | undefined,
  gesture: Gesture | undefined,
  deck: DeckSettings,
): GestureContent {
  if (!played === !gesture) fail("invalid-input", "A clip holds what was played or a gesture")
  return played ? { kind: "played", played } : { kind: "drawn", gesture: gesture!, deck }
}
