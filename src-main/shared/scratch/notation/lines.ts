/** The strokes of the pen: stretches with the fader open, and a dot where it clicked. */
import { turnsAlong, type CutEdge, type Gesture } from "#shared/gesture/index.ts"
import { fine, type NotationDot, type NotationLine, type NotationPoint } from "./model.ts"

export interface ClosedSpan {
  startSeconds: number
  endSeconds: number
}

const SECONDS_PER_TURN = 1.8
/** What is closed for longer is a rest, not a click. */
const LONGEST_CLICK_SECONDS = 0.15
/** Farther between two points of one time the needle was put elsewhere. */
const JUMP_TURNS = 0.01 / SECONDS_PER_TURN

/** In the order of time; the last one may reach to the end. */
export function closedSpans(edges: readonly CutEdge[], durationSeconds: number): ClosedSpan[] {
  return edges.flatMap(({ timeSeconds, isOpen }, i) => {
    // As the fader is found, so it was from the beginning.
    const startSeconds = i === 0 ? 0 : timeSeconds
    const endSeconds = Math.min(durationSeconds, edges[i + 1]?.timeSeconds ?? durationSeconds)
    return isOpen || endSeconds <= startSeconds ? [] : [{ startSeconds, endSeconds }]
  })
}

export function linesOf(gesture: Gesture, closed: readonly ClosedSpan[]): NotationLine[] {
  const { points, durationSeconds } = gesture
  if (points.length === 0 || durationSeconds === 0) return []
  const base = points[0]!.positionTurns
  const turnsAt = turnsAlong(gesture)
  const at = (seconds: number): NotationPoint =>
    [
      ...[fine(seconds), fine((turnsAt(seconds) - base) * SECONDS_PER_TURN)],
    ] as unknown as NotationPoint
  const lines: NotationPoint[][] = []
  let next = 0
  const draw = (from: number, to: number): void => {
    let line = [at(from)]
    while (next < points.length && points[next]!.timeSeconds <= from) next++
    for (; next < points.length && points[next]!.timeSeconds < to; next++) {
      const { timeSeconds, positionTurns } = points[next]!
      const before = points[next - 1]
      const isJump =
        before?.timeSeconds === timeSeconds &&
        Math.abs(positionTurns - before.positionTurns) > JUMP_TURNS
      if (isJump) {
        lines.push(line)
        line = []
      }
      line.push([fine(timeSeconds), fine((positionTurns - base) * SECONDS_PER_TURN)])
    }
    line.push(at(to))
    lines.push(line)
  }
  let from = 0
  for (const { startSeconds, endSeconds } of closed) {
    if (startSeconds > from) draw(from, startSeconds)
    from = endSeconds
  }
  if (from < durationSeconds) draw(from, durationSeconds)
  return lines.filter(({ length }) => length > 1).map((each) => ({ points: each }))
}

/** Only between sounds: what is closed at the beginning or the end is no click. */
export function dotsOf(gesture: Gesture, closed: readonly ClosedSpan[]): NotationDot[] {
  const turnsAt = turnsAlong(gesture)
  const base = gesture.points[0]?.positionTurns ?? 0
  return closed.flatMap(({ startSeconds, endSeconds }) => {
    const closedSeconds = endSeconds - startSeconds
    const isClick = startSeconds > 0 && endSeconds < gesture.durationSeconds
    if (!isClick || closedSeconds > LONGEST_CLICK_SECONDS) return []
    const timeSeconds = (startSeconds + endSeconds) / 2
    const recordSeconds = fine((turnsAt(timeSeconds) - base) * SECONDS_PER_TURN)
    return [{ timeSeconds: fine(timeSeconds), recordSeconds, closedSeconds: fine(closedSeconds) }]
  })
}
