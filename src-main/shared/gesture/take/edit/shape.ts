/** Other ways of the record at the same times: smoother, wider, somewhere else, drawn anew. */
import { fail } from "#shared/contract/errors.ts"
import { turnsAt } from "../gesture-at.ts"
import type { Gesture, PositionPoint } from "../gesture.ts"
import { countBefore, countUntil } from "../in-time.ts"

/** How far the record goes from where it begins: 0.5 half as far, -1 is `mirror`. */
export function scaleDepth(gesture: Gesture, factor: number): Gesture {
  if (!Number.isFinite(factor)) fail("invalid-input", `A depth of ${factor} is none`)
  if (factor === 1) return gesture
  const first = gesture.points[0]?.positionTurns ?? 0
  const points = gesture.points.map(({ timeSeconds, positionTurns }) => ({
    ...{ timeSeconds, positionTurns: first + (positionTurns - first) * factor },
  }))
  return { ...gesture, points }
}

/** The same movements elsewhere on the record. */
export function offset(gesture: Gesture, turns: number): Gesture {
  const points = gesture.points.map((point) => ({
    ...point,
    positionTurns: point.positionTurns + turns,
  }))
  return { ...gesture, points }
}

/**
 * Without what is shorter than about `seconds`: each point goes to the mean of the curve around it, by the area of a
 * triangle. Ends stay; near them, less is taken.
 * @param seconds 0..1, half the width of the triangle
 */
export function smooth(gesture: Gesture, seconds: number): Gesture {
  if (!(seconds > 0)) return gesture
  const { points } = gesture
  const start = points[0]?.timeSeconds ?? 0
  const end = points.at(-1)?.timeSeconds ?? 0
  const smoothed = points.map((point, i): PositionPoint => {
    if (i === 0 || i === points.length - 1) return point
    const reach = Math.min(seconds, point.timeSeconds - start, end - point.timeSeconds)
    return reach > 0
      ? { ...point, positionTurns: meanAround(gesture, point.timeSeconds, reach) }
      : point
  })
  return { ...gesture, points: smoothed }
}

const TAPS = 8

function meanAround(gesture: Gesture, seconds: number, reach: number): number {
  let sum = turnsAt(gesture, seconds) * TAPS
  for (let tap = 1; tap < TAPS; tap++) {
    const away = (tap / TAPS) * reach
    sum += (TAPS - tap) * (turnsAt(gesture, seconds - away) + turnsAt(gesture, seconds + away))
  }
  return sum / (TAPS * TAPS)
}

/** Over which the ends of a drawn line bend to the curve they meet. */
const JOIN_SECONDS = 0.03

/**
 * The curve as a free hand drew it, from its first point to its last; all else is untouched. Its ends bend to where the
 * record was, since a record cannot jump.
 * @param drawn points in the order of time, at least two at different times, else nothing changes
 */
export function redraw(gesture: Gesture, drawn: readonly PositionPoint[]): Gesture {
  const start = drawn[0]?.timeSeconds
  const end = drawn.at(-1)?.timeSeconds
  if (start === undefined || end === undefined || end <= start) return gesture
  const join = Math.min(JOIN_SECONDS, (end - start) / 2)
  const [startOff, endOff] = [drawn[0]!, drawn.at(-1)!].map(
    ({ timeSeconds, positionTurns }) => turnsAt(gesture, timeSeconds) - positionTurns,
  )
  const inPlace = densified(drawn, join / 8, [start + join, end - join]).map(
    ({ timeSeconds, positionTurns }) => ({
      timeSeconds,
      positionTurns:
        positionTurns +
        startOff! * eased(1 - (timeSeconds - start) / join) +
        endOff! * eased(1 - (end - timeSeconds) / join),
    }),
  )
  return {
    ...gesture,
    points: gesture.points
      .slice(0, countBefore(gesture.points, start))
      .concat(inPlace, gesture.points.slice(countUntil(gesture.points, end))),
  }
}

/** 0..1, without a corner at its ends. */
function eased(part: number): number {
  const within = Math.min(1, Math.max(0, part))
  return within * within * (3 - 2 * within)
}

/** More points near the ends, where a line is to bend. */
function densified(
  drawn: readonly PositionPoint[],
  step: number,
  [fromStart, toEnd]: readonly [number, number],
): PositionPoint[] {
  const line = { durationSeconds: 0, points: drawn, fader: [], touches: [] }
  return drawn.flatMap((point, i) => {
    const next = drawn[i + 1]
    if (!next) return [point]
    const isBending = point.timeSeconds < fromStart || next.timeSeconds > toEnd
    const seconds = next.timeSeconds - point.timeSeconds
    const parts = isBending ? Math.max(1, Math.ceil(seconds / step)) : 1
    return Array.from({ length: parts }, (_, part) => {
      if (part === 0) return point
      const timeSeconds = point.timeSeconds + (seconds * part) / parts
      return { timeSeconds, positionTurns: turnsAt(line, timeSeconds) }
    })
  })
}
