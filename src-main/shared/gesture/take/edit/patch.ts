/** An edit as what changed: a stretch of time with what is in it now. A stroke is moved without saying the whole take again. */
import { z } from "zod"
import { countBefore, countUntil, type Timed } from "../in-time.ts"
import { FaderPoint, PositionPoint, TouchSpan, type Gesture } from "../gesture.ts"

/** Both ends belong to the stretch. What is absent stays as it is. */
export const GesturePatch = z.strictObject({
  startSeconds: z.number().min(-1e6).max(1e6),
  endSeconds: z.number().min(-1e6).max(1e6),
  points: z.array(PositionPoint).readonly().optional(),
  fader: z.array(FaderPoint).readonly().optional(),
  touches: z.array(TouchSpan).readonly().optional().describe("all of them: they are few"),
  durationSeconds: z.number().min(0).max(1e6).optional(),
})
export type GesturePatch = z.infer<typeof GesturePatch>

export function patchedGesture(gesture: Gesture, patch: GesturePatch): Gesture {
  const { startSeconds, endSeconds } = patch
  const put = <P extends Timed>(list: readonly P[], fresh: readonly P[] | undefined) =>
    fresh
      ? list
          .slice(0, countBefore(list, startSeconds))
          .concat(fresh, list.slice(countUntil(list, endSeconds)))
      : list
  return {
    durationSeconds: patch.durationSeconds ?? gesture.durationSeconds,
    points: put(gesture.points, patch.points),
    fader: put(gesture.fader, patch.fader),
    touches: patch.touches ?? gesture.touches,
  }
}

/** The patch that leads from one gesture to another; null where they are the same. */
export function gesturePatch(before: Gesture, after: Gesture): GesturePatch | null {
  const points = differences(before.points, after.points, samePoint)
  const fader = differences(before.fader, after.fader, sameFader)
  const isTouched = JSON.stringify(before.touches) !== JSON.stringify(after.touches)
  const isOtherLength = before.durationSeconds !== after.durationSeconds
  const times = [...points, ...fader]
  if (times.length === 0 && !isTouched && !isOtherLength) return null
  const startSeconds = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0)
  const endSeconds = times.reduce((most, time) => Math.max(most, time), times[0] ?? 0)
  const inside = <P extends Timed>(list: readonly P[]): P[] =>
    list.slice(countBefore(list, startSeconds), countUntil(list, endSeconds))
  return {
    ...{ startSeconds, endSeconds },
    ...(points.length > 0 ? { points: inside(after.points) } : {}),
    ...(fader.length > 0 ? { fader: inside(after.fader) } : {}),
    ...(isTouched ? { touches: after.touches } : {}),
    ...(isOtherLength ? { durationSeconds: after.durationSeconds } : {}),
  }
}

const samePoint = (a: PositionPoint, b: PositionPoint): boolean =>
  a === b || (a.timeSeconds === b.timeSeconds && a.positionTurns === b.positionTurns)
const sameFader = (a: FaderPoint, b: FaderPoint): boolean =>
  a === b || (a.timeSeconds === b.timeSeconds && a.value === b.value)

/** Times of what is not the same in both, between their like beginnings and ends. */
function differences<P extends Timed>(
  before: readonly P[],
  after: readonly P[],
  isSame: (a: P, b: P) => boolean,
): number[] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && isSame(before[head]!, after[head]!)) head++
  let tail = 0
  const fromEnd = <T>(list: readonly T[]): T => list[list.length - 1 - tail]!
  while (tail < most - head && isSame(fromEnd(before), fromEnd(after))) tail++
  return [before, after].flatMap((list) =>
    list.slice(head, list.length - tail).map(({ timeSeconds }) => timeSeconds),
  )
}
