/** Curves over time that move a parameter: in lanes of a track, or in clips. */
import { z } from "zod"
import type { Immutable } from "./immutable.ts"
import { DeviceId, LaneId } from "./ids.ts"
import { Ticks } from "./values.ts"

/** Without a device: a parameter of the track itself, such as gainDb or pan. */
export const AutomationTarget = z.object({
  deviceId: DeviceId.optional(),
  parameter: z.string().min(1).max(100),
})
export type AutomationTarget = Immutable<z.infer<typeof AutomationTarget>>

export const AutomationCurve = z.enum(["linear", "hold", "smooth"])
export type AutomationCurve = z.infer<typeof AutomationCurve>

export const AutomationPoint = z.object({
  tick: Ticks,
  value: z.number(),
  curve: AutomationCurve.describe("how the value goes on to the next point"),
  tension: z.number().min(-1).max(1).optional().describe("bend of a smooth curve, 0 where absent"),
})
export type AutomationPoint = Immutable<z.infer<typeof AutomationPoint>>

export const AutomationPoints = z.array(AutomationPoint).describe("ascending, one a tick")

export const AutomationLane = z.object({
  id: LaneId,
  target: AutomationTarget,
  points: AutomationPoints,
})
export type AutomationLane = Immutable<z.infer<typeof AutomationLane>>
