/** What a gesture is at a time: where the record is, and how open the fader. */
import { firstIndexWhere } from "#shared/sorted.ts"
import type { Gesture, PositionPoint } from "./gesture.ts"

export function turnsAt({ points }: Gesture, seconds: number): number {
  return turnsBefore(
    points,
    firstIndexWhere(points.length, (i) => points[i]!.timeSeconds > seconds),
    seconds,
  )
}

/** `turnsAt` for times of which none is earlier than the one before: it goes along the points. */
export function turnsAlong({ points }: Gesture): (seconds: number) => number {
  let next = 0
  return (seconds) => {
    while (next < points.length && points[next]!.timeSeconds <= seconds) next++
    return turnsBefore(points, next, seconds)
  }
}

function turnsBefore(points: readonly PositionPoint[], next: number, seconds: number): number {
  const before = points[next - 1]
  const after = points[next]
  if (!before) return after?.positionTurns ?? 0
  if (!after) return before.positionTurns
  const part = (seconds - before.timeSeconds) / (after.timeSeconds - before.timeSeconds)
  return before.positionTurns + (after.positionTurns - before.positionTurns) * part
}

/** 0..1; undefined where the gesture has no fader: it is open. Before the first point it stands where that is. */
export function faderAt({ fader }: Gesture, seconds: number): number | undefined {
  const next = firstIndexWhere(fader.length, (i) => fader[i]!.timeSeconds > seconds)
  return fader[Math.max(0, next - 1)]?.value
}
