/** Commands on takes: a recording arrives, and ranges of takes are chosen for the track. */
import { z } from "zod"
import { checkClips } from "../edit/allowed.ts"
import { clipOf, refuseTaken } from "../edit/find.ts"
import { addTake, choose } from "../edit/takes.ts"
import { tidied } from "../edit/tidy.ts"
import { Clip, ClipId, Ticks } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const pieceId = ClipId.describe("of what will sound of it; ids of what it cuts are made from this")

export const takeCommands = [
  defineCommand({
    name: "take.add",
    label: "Record take",
    args: z.object({
      clip: Clip,
      pieceId,
      isSilent: z.boolean().optional().describe("over others it is kept, and not chosen"),
    }),
    apply(project, args) {
      const clip = tidied(args.clip)
      refuseTaken(project.clips, [clip.id, args.pieceId])
      checkClips(project, [clip])
      return addTake(project, clip, args)
    },
  }),
  defineCommand({
    name: "take.choose",
    label: "Choose take",
    args: z.object({
      takeId: ClipId,
      range: z
        .object({ startTicks: Ticks, endTicks: Ticks })
        .optional()
        .describe("as far as the take reaches; all of it where absent"),
      pieceId,
    }),
    apply(project, { takeId, range, pieceId: newId }) {
      refuseTaken(project.clips, [newId])
      const take = clipOf(project, takeId)
      const all = { startTicks: take.startTicks, endTicks: take.startTicks + take.lengthTicks }
      return choose(project, take, range ?? all, newId)
    },
  }),
] as const
