/** Commands on automation: lanes of a track, and points of lanes and clips alike. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { targetProblem } from "../edit/allowed.ts"
import { changePoints, checkPointsAt } from "../edit/automation-place.ts"
import { nameOf, trackOf } from "../edit/find.ts"
import { compareTicks, putByTick } from "../edit/order.ts"
import { isSame, patched } from "../edit/patched.ts"
import { putTracks } from "../edit/put.ts"
import {
  AutomationCurve,
  AutomationLane,
  AutomationPoint,
  ClipId,
  LaneId,
  Ticks,
  TrackId,
} from "../model/index.ts"
import { defineCommand } from "./define-command.ts"

const place = z.union([
  z.strictObject({ trackId: TrackId, laneId: LaneId }),
  z.strictObject({ clipId: ClipId }),
])
const ticks = z.array(Ticks).min(1)

export const automationCommands = [
  defineCommand({
    name: "automation.add-lane",
    label: "Show automation",
    args: z.object({ trackId: TrackId, lane: AutomationLane }),
    apply(project, { trackId, lane }) {
      const track = trackOf(project, trackId)
      const problem = targetProblem(track, lane.target)
      if (problem !== undefined) fail("invalid-input", problem)
      if (track.automation.some(({ id, target }) => id === lane.id || isSame(target, lane.target)))
        fail("conflict", `${nameOf(track)} has this lane already`)
      const points = lane.points.toSorted(compareTicks)
      return putTracks(project, [
        { ...track, automation: [...track.automation, { ...lane, points }] },
      ])
    },
  }),
  defineCommand({
    name: "automation.remove-lane",
    label: "Remove automation",
    args: z.object({ trackId: TrackId, laneId: LaneId }),
    apply(project, { trackId, laneId }) {
      const track = trackOf(project, trackId)
      const automation = track.automation.filter(({ id }) => id !== laneId)
      if (automation.length === track.automation.length)
        fail("not-found", `${nameOf(track)} has no lane ${laneId}`)
      return putTracks(project, [{ ...track, automation }])
    },
  }),
  defineCommand({
    name: "automation.set",
    label: "Draw automation",
    args: z.object({ place, points: z.array(AutomationPoint).min(1) }),
    apply: (project, args) =>
      changePoints(project, args.place, (points) => putByTick(points, args.points)),
  }),
  defineCommand({
    name: "automation.remove",
    label: "Remove automation points",
    args: z.object({ place, ticks }),
    apply: (project, args) =>
      changePoints(project, args.place, (points) => {
        checkPointsAt(points, args.ticks)
        return points.filter(({ tick }) => !args.ticks.includes(tick))
      }),
  }),
  defineCommand({
    name: "automation.move",
    label: "Move automation points",
    args: z.object({
      place,
      moves: z.array(z.object({ tick: Ticks, toTick: Ticks, value: z.number() })).min(1),
    }),
    apply: (project, args) =>
      changePoints(project, args.place, (points) => {
        const moves = new Map(args.moves.map((move) => [move.tick, move]))
        checkPointsAt(points, [...moves.keys()])
        return points.map((point) => {
          const { toTick = point.tick, value = point.value } = moves.get(point.tick) ?? {}
          return { ...point, tick: toTick, value }
        })
      }),
  }),
  defineCommand({
    name: "automation.curve",
    label: "Bend automation",
    args: z.object({
      place,
      ticks,
      curve: AutomationCurve,
      tension: z.number().min(-1).max(1).optional(),
    }),
    apply: (project, { curve, tension, ...args }) =>
      changePoints(project, args.place, (points) => {
        checkPointsAt(points, args.ticks)
        const chosen = new Set(args.ticks)
        return points.map((point) =>
          chosen.has(point.tick) ? patched(point, { curve, tension }) : point,
        )
      }),
  }),
] as const
