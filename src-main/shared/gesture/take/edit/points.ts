/** Points of a gesture's lanes, one by one: each function gives a new gesture and undoes another. */
import { fail } from "#shared/contract/errors.ts"
import { firstIndexWhere } from "#shared/sorted.ts"
import type { FaderPoint, Gesture, PositionPoint } from "../gesture.ts"

interface Lanes {
  points: PositionPoint
  fader: FaderPoint
}
export type Lane = keyof Lanes

/** Behind points of the same time. Returns where it is, too, which is what `deletePoint` takes. */
export function insertPoint<L extends Lane>(
  gesture: Gesture,
  lane: L,
  point: Lanes[L],
): { gesture: Gesture; index: number } {
  const list = gesture[lane] as readonly Lanes[L][]
  const index = firstIndexWhere(list.length, (i) => list[i]!.timeSeconds > point.timeSeconds)
  return { gesture: { ...gesture, [lane]: list.toSpliced(index, 0, point) }, index }
}

/** @throws StudioError invalid-input where there is no such point */
export function deletePoint(gesture: Gesture, lane: Lane, index: number): Gesture {
  pointAt(gesture, lane, index)
  const list = gesture[lane] as readonly Lanes[Lane][]
  return { ...gesture, [lane]: list.toSpliced(index, 1) }
}

/**
 * A point elsewhere, but never past its neighbours: that would turn time around.
 * @throws StudioError invalid-input where there is no such point
 */
export function movePoint<L extends Lane>(
  gesture: Gesture,
  lane: L,
  index: number,
  to: Lanes[L],
): Gesture {
  pointAt(gesture, lane, index)
  const list = gesture[lane] as readonly Lanes[L][]
  const least = list[index - 1]?.timeSeconds ?? -Infinity
  const most = list[index + 1]?.timeSeconds ?? Infinity
  const timeSeconds = Math.max(least, Math.min(most, to.timeSeconds))
  return { ...gesture, [lane]: list.with(index, { ...to, timeSeconds }) }
}

function pointAt(gesture: Gesture, lane: Lane, index: number): void {
  const { length } = gesture[lane]
  if (!Number.isInteger(index) || index < 0 || index >= length)
    fail("invalid-input", `There is no point ${index} in ${lane}: it has ${length}`)
}
