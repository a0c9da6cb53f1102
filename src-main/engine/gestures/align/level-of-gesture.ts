/** How loud a gesture is likely to be: the record's speed where the fader is open (scratch.md 7). */
import { cutEdges, isOpenAt, type Gesture } from "#shared/gesture/index.ts"
import { ENVELOPE_HZ } from "./envelopes.ts"

const SECONDS_PER_TURN = 1.8

/** Linear, `ENVELOPE_HZ` values a second. */
export function levelOfGesture({ points, fader, durationSeconds }: Gesture): Float64Array {
  const count = Math.floor(durationSeconds * ENVELOPE_HZ)
  const edges = cutEdges(fader)
  const level = new Float64Array(count)
  let next = 0
  for (let i = 0; i < count; i++) {
    const at = i / ENVELOPE_HZ
    while (next < points.length && points[next]!.timeSeconds <= at) next++
    const [from, to] = [points[next - 1], points[next]]
    const seconds = from && to ? to.timeSeconds - from.timeSeconds : 0
    const turns = from && to ? to.positionTurns - from.positionTurns : 0
    if (seconds > 0 && isOpenAt(edges, at))
      level[i] = Math.min(4, Math.abs((turns * SECONDS_PER_TURN) / seconds))
  }
  return level
}
