/** A clip as it may stand in the document: lists in order, loop and fades within their lengths. */
import { fail } from "#shared/contract/errors.ts"
import { isSoundClip, type AutomationPoint, type Clip } from "../model/index.ts"
import { withFadesInside } from "./content.ts"
import { nameOf } from "./find.ts"
import { compareTicks, withControllers, withNotes } from "./order.ts"

/** @throws StudioError conflict for two notes of one id or two points of one tick, invalid-input for an impossible loop */
export function tidied(clip: Clip): Clip {
  if (clip.loop && clip.loop.offsetTicks >= clip.loop.lengthTicks)
    fail("invalid-input", `The loop of ${nameOf(clip)} would begin after its end`)
  if (isSoundClip(clip)) return withFadesInside(clip)
  if (clip.kind === "notes") return withControllers(withNotes(clip, clip.notes), clip.controllers)
  return { ...clip, points: pointsInOrder(clip.points) }
}

/** @throws StudioError conflict for two points of one tick */
export function pointsInOrder(points: readonly AutomationPoint[]): AutomationPoint[] {
  const sorted = points.toSorted(compareTicks)
  const twice = sorted.find(({ tick }, i) => tick === sorted[i - 1]?.tick)
  if (twice) fail("conflict", `There would be two points at tick ${twice.tick}`)
  return sorted
}
