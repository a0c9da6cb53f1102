/** Commands that set one thing of clips. */
import { z } from "zod"
import { stretched } from "../edit/audio-time.ts"
import { withFadesInside } from "../edit/content.ts"
import { audioClipOf, clipOf, soundClipOf } from "../edit/find.ts"
import { tempoMapOf } from "../edit/maps.ts"
import { patched } from "../edit/patched.ts"
import { putClips } from "../edit/put.ts"
import { tidied } from "../edit/tidy.ts"
import {
  ClipId,
  ClipLoop,
  Colour,
  Fade,
  GainDb,
  Name,
  Provenance,
  Stretch,
  type Clip,
  type Project,
  type SoundClip,
} from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const clipIds = z.array(ClipId).min(1)

function setClips(project: Project, ids: readonly ClipId[], change: (clip: Clip) => Clip): Project {
  return putClips(
    project,
    ids.map((id) => change(clipOf(project, id))),
  )
}

export const clipSettingCommands = [
  defineCommand({
    name: "clip.rename",
    label: "Rename clip",
    args: z.object({ clipIds, name: Name }),
    apply: (project, { clipIds: ids, name }) =>
      setClips(project, ids, (clip) => patched(clip, { name })),
  }),
  defineCommand({
    name: "clip.colour",
    label: "Colour clip",
    args: z.object({ clipIds, colour: Colour.nullable().describe("null for the track's") }),
    apply: (project, { clipIds: ids, colour }) =>
      setClips(project, ids, (clip) => patched(clip, { colour: colour ?? undefined })),
  }),
  defineCommand({
    name: "clip.mute",
    label: ({ isMuted }) => (isMuted ? "Mute clip" : "Unmute clip"),
    args: z.object({ clipIds, isMuted: z.boolean() }),
    apply: (project, { clipIds: ids, isMuted }) =>
      setClips(project, ids, (clip) => patched(clip, { isMuted })),
  }),
  defineCommand({
    name: "clip.loop",
    label: ({ loop }) => (loop ? "Loop clip" : "End clip's loop"),
    args: z.object({ clipIds, loop: ClipLoop.nullable() }),
    apply: (project, { clipIds: ids, loop }) =>
      setClips(project, ids, (clip) => {
        const changed = patched(clip, { loop: loop ?? undefined })
        return changed === clip ? clip : tidied(changed)
      }),
  }),
  defineCommand({
    name: "clip.credit",
    label: "Say what made a clip",
    args: z.object({ clipIds, madeBy: Provenance.nullable().describe("null for a person") }),
    apply: (project, { clipIds: ids, madeBy }) =>
      setClips(project, ids, (clip) => patched(clip, { madeBy: madeBy ?? undefined })),
  }),
  defineCommand({
    name: "clip.gain",
    label: "Set clip level",
    args: z.object({ clipIds, gainDb: GainDb }),
    apply: (project, { clipIds: ids, gainDb }) =>
      putClips(
        project,
        ids.map((id) => patched<SoundClip>(soundClipOf(project, id), { gainDb })),
      ),
  }),
  defineCommand({
    name: "clip.fade",
    label: "Fade clip",
    args: z.object({
      clipIds,
      fadeIn: Fade.nullable().optional().describe("null for none, absent to keep"),
      fadeOut: Fade.nullable().optional(),
    }),
    apply: (project, { clipIds: ids, fadeIn, fadeOut }) =>
      putClips(
        project,
        ids.map((id) => {
          const clip = soundClipOf(project, id)
          const faded = patched<SoundClip>(clip, {
            fadeIn: fadeIn === undefined ? clip.fadeIn : (fadeIn ?? undefined),
            fadeOut: fadeOut === undefined ? clip.fadeOut : (fadeOut ?? undefined),
          })
          return withFadesInside(faded)
        }),
      ),
  }),
  defineCommand({
    name: "clip.stretch",
    label: "Stretch clip",
    args: z.object({ clipIds, stretch: Stretch }),
    apply: (project, { clipIds: ids, stretch }) =>
      putClips(
        project,
        ids.map((id) => stretched(audioClipOf(project, id), stretch, tempoMapOf(project))),
      ),
  }),
] as const
