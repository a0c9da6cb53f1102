/** Commands that trim, slip, cut and join clips. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { advanced, withLength, withStart } from "../edit/content.ts"
import { cutClip } from "../edit/cut.ts"
import { clipOf, nameOf, refuseTaken } from "../edit/find.ts"
import { joinClips } from "../edit/join.ts"
import { tempoMapOf } from "../edit/maps.ts"
import { dropClips, putClips } from "../edit/put.ts"
import { ByTicks, ClipId, Ticks, type Clip, type Project } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const Edges = z.object({
  clipId: ClipId,
  startTicks: Ticks.optional(),
  endTicks: Ticks.optional(),
})
const Cut = z.object({ atTicks: Ticks, newId: ClipId.describe("of the part after the cut") })
const Split = z.object({ clipId: ClipId, cuts: z.array(Cut).min(1) })

export const clipEdgeCommands = [
  defineCommand({
    name: "clip.resize",
    label: ({ edges }) => (edges.length > 1 ? "Resize clips" : "Resize clip"),
    args: z.object({ edges: z.array(Edges).min(1) }),
    apply: (project, { edges }) =>
      putClips(
        project,
        edges.map(({ clipId, startTicks, endTicks }) => {
          const clip = clipOf(project, clipId)
          const begun = withStart(clip, startTicks ?? clip.startTicks, tempoMapOf(project))
          return endTicks === undefined ? begun : withLength(begun, endTicks - begun.startTicks)
        }),
      ),
  }),
  defineCommand({
    name: "clip.slip",
    label: "Slip content",
    args: z.object({
      clipIds: z.array(ClipId).min(1),
      byTicks: ByTicks.describe("how much later the content sounds in the same clip"),
    }),
    apply: (project, { clipIds, byTicks }) =>
      putClips(
        project,
        clipIds.map((id) => advanced(clipOf(project, id), -byTicks, tempoMapOf(project))),
      ),
  }),
  defineCommand({
    name: "clip.split",
    label: ({ splits }) => (splits.length > 1 ? "Split clips" : "Split clip"),
    args: z.object({ splits: z.array(Split).min(1) }),
    apply(project, { splits }) {
      const newIds = splits.flatMap(({ cuts }) => cuts.map(({ newId }) => newId))
      refuseTaken(project.clips, newIds)
      return putClips(
        project,
        splits.flatMap(({ clipId, cuts }) => cutMany(project, clipOf(project, clipId), cuts)),
      )
    },
  }),
  defineCommand({
    name: "clip.join",
    label: "Join clips",
    args: z.object({ clipIds: z.array(ClipId).min(2).describe("the first in time keeps its id") }),
    apply(project, { clipIds }) {
      const clips = [...new Set(clipIds)]
        .map((id) => clipOf(project, id))
        .sort((a, b) => a.startTicks - b.startTicks)
      const joined = joinClips(clips, tempoMapOf(project))
      const gone = clips.slice(1).map(({ id }) => id)
      return putClips(dropClips(project, gone), [joined])
    },
  }),
] as const

function cutMany(
  project: Project,
  clip: Clip,
  cuts: readonly { readonly atTicks: number; readonly newId: ClipId }[],
): Clip[] {
  const parts = [clip]
  for (const { atTicks, newId } of cuts.toSorted((a, b) => a.atTicks - b.atTicks)) {
    const last = parts.pop()!
    if (atTicks <= last.startTicks || atTicks >= last.startTicks + last.lengthTicks)
      fail("invalid-input", `Tick ${atTicks} is not inside ${nameOf(last)}`)
    parts.push(...cutClip(last, atTicks, newId, tempoMapOf(project)))
  }
  return parts
}
