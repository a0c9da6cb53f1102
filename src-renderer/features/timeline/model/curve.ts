/** Shapes of fades and of automation between two points, as they sound (`shared/project/sound`). Pure. */
import type { AutomationCurve, Fade } from "#shared/project/index.ts"
import { dbOfPlace, placeOfDb } from "./levels.ts"

/** How loud a fade is at a share of its way, 0..1. */
export function bend(share: number, curve: Fade["curve"]): number {
  if (curve === "equal-power") return Math.sin((share * Math.PI) / 2)
  return curve === "s-curve" ? share * share * (3 - 2 * share) : share
}

/** How far the way from one point to the next is gone at a share of the time. @param tension -1..1 */
export function progressOf(share: number, curve: AutomationCurve, tension = 0): number {
  if (curve === "hold") return share < 1 ? 0 : 1
  if (curve === "linear") return share
  const factor = 1 + 3 * Math.abs(tension)
  const moved =
    tension >= 0
      ? share / (share + (1 - share) / factor)
      : share / factor / (share / factor + 1 - share)
  return moved * moved * (3 - 2 * moved)
}

/** Values of what can be automated, as 0..1 from the bottom of a lane to its top, and back. */
export interface LaneScale {
  /** A straight way between two values is a straight line in the lane. */
  readonly isEven: boolean
  shareOf(value: number): number
  valueAt(share: number): number
}

/** @param values of points that the scale has to hold, where nothing is known of the parameter */
export function scaleOf(parameter: string, values: readonly number[]): LaneScale {
  if (parameter === "gainDb") return LEVEL
  if (parameter === "pan") return linear(-1, 1)
  return linear(Math.min(0, ...values), Math.max(1, ...values))
}

/** As on a fader. */
const LEVEL: LaneScale = {
  isEven: false,
  shareOf: placeOfDb,
  valueAt: (share) => dbOfPlace(within(share)),
}

function linear(low: number, high: number): LaneScale {
  return {
    isEven: true,
    shareOf: (value) => within((value - low) / (high - low)),
    valueAt: (share) => low + within(share) * (high - low),
  }
}

const within = (share: number): number => Math.min(1, Math.max(0, share))

const NAMES: Record<string, string> = { gainDb: "Level", pan: "Pan" }

/** "Level", "Pan", "cutoffHz" as "Cutoff". */
export function parameterName(parameter: string): string {
  const known = NAMES[parameter]
  if (known !== undefined) return known
  const words = parameter.replace(/(Db|Hz|Ms|Seconds|Ticks)$/, "").replace(/([A-Z])/g, " $1")
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
