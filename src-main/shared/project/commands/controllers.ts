/** Commands on a clip's controllers, bends, pressures and programs. */
import { z } from "zod"
import { notesClipOf } from "../edit/find.ts"
import { withControllers } from "../edit/order.ts"
import { putClips } from "../edit/put.ts"
import { ClipId, ControllerEvent, Ticks } from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

export const controllerCommands = [
  defineCommand({
    name: "controller.set",
    label: "Draw controllers",
    args: z.object({
      clipId: ClipId,
      events: z
        .array(ControllerEvent)
        .min(1)
        .describe("replace those of their kind at their ticks"),
    }),
    apply(project, { clipId, events }) {
      const clip = notesClipOf(project, clipId)
      const fresh = new Map(events.map((event) => [placeOf(event), event]))
      const kept = clip.controllers.map((event) => {
        const place = placeOf(event)
        const replacement = fresh.get(place)
        fresh.delete(place)
        return replacement ?? event
      })
      return putClips(project, [withControllers(clip, [...kept, ...fresh.values()])])
    },
  }),
  defineCommand({
    name: "controller.remove",
    label: "Erase controllers",
    args: z.object({
      clipId: ClipId,
      status: z.int().min(0xa0).max(0xef),
      number: z.int().min(0).max(127).optional().describe("the controller, or the key pressed"),
      fromTicks: Ticks,
      toTicks: Ticks.describe("the first tick that is not erased"),
    }),
    apply(project, { clipId, status, number, fromTicks, toTicks }) {
      const clip = notesClipOf(project, clipId)
      const kept = clip.controllers.filter(
        ([tick, each, data]) =>
          each !== status ||
          tick < fromTicks ||
          tick >= toTicks ||
          (hasNumber(status) && number !== undefined && data !== number),
      )
      return putClips(project, [withControllers(clip, kept)])
    },
  }),
] as const

/** What makes two events the same knob at the same time. */
function placeOf([tick, status, data]: ControllerEvent): string {
  return `${tick} ${status} ${hasNumber(status) ? data : ""}`
}

/** Poly pressure and controllers say in their first byte which key or knob they are of. */
function hasNumber(status: number): boolean {
  return status < 0xc0
}
