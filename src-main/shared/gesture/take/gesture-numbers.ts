/**
 * A gesture as one row of numbers, for a database and between processes: an hour has a million points.
 * duration, how many points, fader points and touches; then their columns: times, turns, times, values, starts, ends.
 */
import { fail } from "#shared/contract/errors.ts"
import { isRising, type Gesture } from "./gesture.ts"

const HEAD = 4

export function numbersOfGesture(gesture: Gesture): Float64Array {
  const { durationSeconds, points, fader, touches } = gesture
  const numbers = new Float64Array(HEAD + 2 * (points.length + fader.length + touches.length))
  numbers.set([durationSeconds, points.length, fader.length, touches.length])
  let at = HEAD
  const column = <T>(list: readonly T[], of: (item: T) => number): void => {
    for (const item of list) numbers[at++] = of(item)
  }
  column(points, ({ timeSeconds }) => timeSeconds)
  column(points, ({ positionTurns }) => positionTurns)
  column(fader, ({ timeSeconds }) => timeSeconds)
  column(fader, ({ value }) => value)
  column(touches, ({ startSeconds }) => startSeconds)
  column(touches, ({ endSeconds }) => endSeconds)
  return numbers
}

/** @throws StudioError invalid-input where they are no gesture */
export function gestureOfNumbers(numbers: Float64Array): Gesture {
  const [durationSeconds = -1, ...counts] = numbers.subarray(0, HEAD)
  const [points = -1, fader = -1, touches = -1] = counts
  const isWhole = counts.every((count) => Number.isInteger(count) && count >= 0)
  if (!isWhole || numbers.length !== HEAD + 2 * (points + fader + touches))
    return fail("invalid-input", "These numbers are no gesture")
  const faderAt = HEAD + 2 * points
  const touchAt = faderAt + 2 * fader
  const pairs = <T>(from: number, count: number, of: (one: number, other: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => of(numbers[from + i]!, numbers[from + count + i]!))
  return checked(numbers, {
    durationSeconds,
    points: pairs(HEAD, points, (timeSeconds, positionTurns) => ({ timeSeconds, positionTurns })),
    fader: pairs(faderAt, fader, (timeSeconds, value) => ({ timeSeconds, value })),
    touches: pairs(touchAt, touches, (startSeconds, endSeconds) => ({ startSeconds, endSeconds })),
  })
}

/** What its schema says, faster: it asks of a million points in milliseconds. */
function checked(numbers: Float64Array, gesture: Gesture): Gesture {
  const { durationSeconds, points, fader } = gesture
  const isRight =
    numbers.every((value) => Number.isFinite(value)) &&
    durationSeconds >= 0 &&
    durationSeconds <= 1e6 &&
    isRising(points) &&
    isRising(fader) &&
    fader.every(({ value }) => value >= 0 && value <= 1)
  return isRight ? gesture : fail("invalid-input", "These numbers are no gesture")
}
