/** Commands on the recordings that clips play from. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { mediaOf, nameOf, refuseTaken } from "../edit/find.ts"
import { patched } from "../edit/patched.ts"
import { putMedia, withTable } from "../edit/put.ts"
import { entitiesOf, isSoundClip, Media, MediaId, withoutEntities } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

export const mediaCommands = [
  defineCommand({
    name: "media.add",
    label: "Add recording",
    args: z.object({ media: z.array(Media).min(1) }),
    apply(project, { media }) {
      refuseTaken(
        project.media,
        media.map(({ id }) => id),
      )
      return putMedia(project, media)
    },
  }),
  defineCommand({
    name: "media.relink",
    label: "Find recording again",
    args: z.object({ media: Media.describe("the file that now stands for the id") }),
    apply: (project, { media }) =>
      putMedia(project, [patched(mediaOf(project, media.id), { songPartId: undefined, ...media })]),
  }),
  defineCommand({
    name: "media.remove",
    label: "Remove recording",
    args: z.object({ mediaIds: z.array(MediaId).min(1) }),
    apply(project, { mediaIds }) {
      for (const id of mediaIds) mediaOf(project, id)
      const gone = new Set<string>(mediaIds)
      const user = entitiesOf(project.clips).find(
        (clip) => isSoundClip(clip) && gone.has(clip.mediaId),
      )
      if (user) fail("conflict", `${nameOf(user)} still plays from it`)
      return withTable(project, "media", withoutEntities(project.media, mediaIds))
    },
  }),
] as const
