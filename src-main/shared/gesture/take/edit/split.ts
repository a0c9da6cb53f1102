/** One stroke or cut as two. */
import { turnsAt } from "../gesture-at.ts"
import type { Gesture } from "../gesture.ts"
import { strokesOf } from "../strokes.ts"
import { cutsOf, uncut } from "./cuts.ts"

/** How long the record halts, or the fader is open, where something is split. */
const HALT_SECONDS = 0.03
const HALT_POINTS = 8

/** The record halts there for a moment: a stroke becomes a tear. Its ends stay, so that it is a little faster on both sides. */
export function splitStroke(gesture: Gesture, seconds: number): Gesture {
  const stroke = strokesOf(gesture).find(
    ({ startSeconds, endSeconds }) => startSeconds < seconds && seconds < endSeconds,
  )
  if (!stroke) return gesture
  const { startSeconds: start, endSeconds: end } = stroke
  const half = Math.min(HALT_SECONDS, seconds - start, end - seconds) / 2
  const [before, after] = [
    (seconds - half - start) / (seconds - start),
    (end - seconds - half) / (end - seconds),
  ]
  const moved = ({ timeSeconds: at }: { timeSeconds: number }): number => {
    if (at <= start || at >= end) return at
    return at <= seconds ? start + (at - start) * before : end - (end - at) * after
  }
  const place = turnsAt(gesture, seconds)
  const points = gesture.points.map((point) => {
    const timeSeconds = moved(point)
    return timeSeconds === point.timeSeconds ? point : { ...point, timeSeconds }
  })
  const next = points.findIndex(({ timeSeconds }) => timeSeconds > seconds)
  // Several points: how fast the record is at one is told by those around it.
  const halt = Array.from({ length: HALT_POINTS + 1 }, (_, i) => ({
    ...{ timeSeconds: seconds + half * ((2 * i) / HALT_POINTS - 1), positionTurns: place },
  }))
  return { ...gesture, points: points.toSpliced(next < 0 ? points.length : next, 0, ...halt) }
}

/** Opens the fader there for a moment. Unchanged where no cut is. */
export function splitCut(gesture: Gesture, seconds: number): Gesture {
  const cut = cutsOf(gesture).find(
    ({ startSeconds, endSeconds }) => startSeconds < seconds && seconds < endSeconds,
  )
  if (!cut) return gesture
  const half = Math.min(HALT_SECONDS, seconds - cut.startSeconds, cut.endSeconds - seconds) / 2
  return uncut(gesture, seconds - half, seconds + half)
}
