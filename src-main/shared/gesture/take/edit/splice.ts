/**
 * A part of a gesture in the place of another. What lies before is untouched; what follows keeps its movement and goes on
 * from where the record is then, so that it never jumps. All edits of ranges are this, with a part that was changed.
 */
import { fail } from "#shared/contract/errors.ts"
import { faderAt, turnsAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture, PositionPoint } from "../gesture.ts"
import { countBefore, countUntil, type Timed } from "../in-time.ts"
import { OPEN } from "./cuts.ts"

export interface Range {
  startSeconds: number
  endSeconds: number
}

/** @throws StudioError invalid-input where the range has no order or no numbers */
export function checkRange({ startSeconds, endSeconds }: Range): void {
  if (!(startSeconds <= endSeconds && Number.isFinite(startSeconds) && Number.isFinite(endSeconds)))
    fail("invalid-input", `From ${startSeconds} s to ${endSeconds} s is no range of time`)
}

/** A part of a gesture as one of its own, from second 0. */
export function slice(gesture: Gesture, startSeconds: number, endSeconds: number): Gesture {
  const within = <P extends Timed>(list: readonly P[]): P[] =>
    list.slice(countUntil(list, startSeconds), countBefore(list, endSeconds))
  const ends = [startSeconds, endSeconds].map((timeSeconds): PositionPoint => ({
    ...{ timeSeconds, positionTurns: turnsAt(gesture, timeSeconds) },
  }))
  const value = faderAt(gesture, startSeconds)
  const fader: FaderPoint[] = value === undefined ? [] : [{ timeSeconds: startSeconds, value }]
  return {
    durationSeconds: endSeconds - startSeconds,
    points: shifted([ends[0]!, ...within(gesture.points), ends[1]!], -startSeconds),
    fader: shifted([...fader, ...within(gesture.fader)], -startSeconds),
    touches: gesture.touches
      .filter((span) => span.endSeconds > startSeconds && span.startSeconds < endSeconds)
      .map((span) => ({
        startSeconds: Math.max(span.startSeconds, startSeconds) - startSeconds,
        endSeconds: Math.min(span.endSeconds, endSeconds) - startSeconds,
      })),
  }
}

/** `part` instead of a range; its length may be another, and what follows comes earlier or later. */
export function spliced(gesture: Gesture, range: Range, part: Gesture): Gesture {
  checkRange(range)
  const { startSeconds: start, endSeconds: end } = range
  // Both from the same subtraction: where the length stays, nothing moves by a rounding.
  const later = part.durationSeconds - (end - start)
  return {
    durationSeconds: gesture.durationSeconds + later,
    points: pointsWith(gesture, range, part, later),
    fader: faderWith(gesture, range, part, later),
    touches: touchesWith(gesture, range, part, later),
  }
}

/** Takes a range out; what follows comes nearer. */
export const removeRange = (gesture: Gesture, range: Range): Gesture =>
  spliced(gesture, range, { durationSeconds: 0, points: [], fader: [], touches: [] })

/** @param seconds where it begins; what was there comes after it */
export const insertGesture = (gesture: Gesture, seconds: number, part: Gesture): Gesture =>
  spliced(gesture, { startSeconds: seconds, endSeconds: seconds }, part)

/** An edit of a whole gesture, done to a part of one. */
export function inRange(gesture: Gesture, range: Range, edit: (part: Gesture) => Gesture): Gesture {
  checkRange(range)
  if (range.startSeconds === range.endSeconds) return gesture
  return spliced(gesture, range, edit(slice(gesture, range.startSeconds, range.endSeconds)))
}

/** A nanosecond of record. */
const SAME_TURNS = 1e-9
/** As little is no time between two touches, but a rounding. */
const SAME_SECONDS = 1e-9

function pointsWith(
  gesture: Gesture,
  { startSeconds: start, endSeconds: end }: Range,
  part: Gesture,
  later: number,
): readonly PositionPoint[] {
  if (gesture.points.length === 0) return shifted(part.points, start)
  const before = gesture.points.slice(0, countUntil(gesture.points, start))
  const from = turnsAt(gesture, start)
  const up = from - (part.points[0]?.positionTurns ?? 0)
  const middle = shifted(part.points, start).map((point) =>
    up === 0 ? point : { ...point, positionTurns: point.positionTurns + up },
  )
  const first = middle[0]
  const last = before.at(-1)
  if (first && last?.timeSeconds === first.timeSeconds && last.positionTurns === from)
    middle.shift()
  const after = gesture.points.slice(countUntil(gesture.points, end))
  const wasAtEnd = turnsAt(gesture, end)
  const isAtEnd = part.points.length > 0 ? part.points.at(-1)!.positionTurns + up : from
  // A rounding is no movement: what follows stays the very same points.
  const higher = Math.abs(isAtEnd - wasAtEnd) < SAME_TURNS ? 0 : isAtEnd - wasAtEnd
  const rest =
    higher === 0
      ? shifted(after, later)
      : after.map(({ timeSeconds, positionTurns }) => ({
          timeSeconds: timeSeconds + later,
          positionTurns: positionTurns + higher,
        }))
  // Lines to and from the seam keep their slopes, also where no point says so yet.
  const seam = middle.at(-1) ?? last
  const joint = { timeSeconds: start + part.durationSeconds, positionTurns: isAtEnd }
  const isJoined =
    seam?.timeSeconds === joint.timeSeconds ||
    (rest.length === 0 && seam?.positionTurns === isAtEnd)
  return before.concat(middle, isJoined ? [] : [joint], rest)
}

function faderWith(
  gesture: Gesture,
  { startSeconds: start, endSeconds: end }: Range,
  part: Gesture,
  later: number,
): FaderPoint[] {
  if (gesture.fader.length === 0 && part.fader.length === 0) return []
  const before = gesture.fader.slice(0, countBefore(gesture.fader, start))
  const fader: FaderPoint[] =
    before.length > 0
      ? before
      : // The first point says what is before it, too.
        [{ timeSeconds: Math.min(0, start), value: faderAt(gesture, start) ?? OPEN }]
  const add = (point: FaderPoint): void => {
    if (fader.at(-1)!.value !== point.value) fader.push(point)
  }
  if (part.durationSeconds > 0) {
    const [first] = part.fader
    if (start > 0 || !first) add({ timeSeconds: start, value: first?.value ?? OPEN })
    else fader[0] = { timeSeconds: Math.min(0, start), value: first.value }
    for (const point of part.fader.slice(1))
      add({ ...point, timeSeconds: point.timeSeconds + start })
  }
  add({ timeSeconds: start + part.durationSeconds, value: faderAt(gesture, end) ?? OPEN })
  return fader.concat(shifted(gesture.fader.slice(countUntil(gesture.fader, end)), later))
}

function touchesWith(
  gesture: Gesture,
  { startSeconds: start, endSeconds: end }: Range,
  part: Gesture,
  later: number,
): Gesture["touches"][number][] {
  const spans = [
    ...gesture.touches
      .filter(({ startSeconds }) => startSeconds < start)
      .map((span) => ({ ...span, endSeconds: Math.min(span.endSeconds, start) })),
    ...part.touches.map((span) => ({
      startSeconds: span.startSeconds + start,
      endSeconds: span.endSeconds + start,
    })),
    ...gesture.touches
      .filter(({ endSeconds }) => endSeconds > end)
      .map((span) => ({
        startSeconds: Math.max(span.startSeconds, end) + later,
        endSeconds: span.endSeconds + later,
      })),
  ]
  // A hand that stayed through a seam was never taken off.
  const joined: Gesture["touches"][number][] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.startSeconds <= last.endSeconds + SAME_SECONDS)
      joined[joined.length - 1] = {
        ...last,
        endSeconds: Math.max(last.endSeconds, span.endSeconds),
      }
    else joined.push(span)
  }
  return joined
}

const shifted = <P extends Timed>(list: readonly P[], seconds: number): readonly P[] =>
  seconds === 0
    ? list
    : list.map((point) => ({ ...point, timeSeconds: point.timeSeconds + seconds }))
