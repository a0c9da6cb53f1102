/** The same movements at other times: stretched, mirrored, repeated. With `inRange` a part of a gesture. */
import { fail } from "#shared/contract/errors.ts"
import { faderAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture } from "../gesture.ts"
import { withoutRepeats } from "./cuts.ts"

/** Slower (above 1) or faster, fader and all. @throws StudioError invalid-input for a factor that is not above 0 */
export function stretch(gesture: Gesture, factor: number): Gesture {
  if (!(factor > 0 && Number.isFinite(factor)))
    fail("invalid-input", `A gesture cannot be stretched by ${factor}`)
  const at = <P extends { timeSeconds: number }>(point: P): P => ({
    ...point,
    timeSeconds: point.timeSeconds * factor,
  })
  return {
    durationSeconds: gesture.durationSeconds * factor,
    points: gesture.points.map(at),
    fader: gesture.fader.map(at),
    touches: gesture.touches.map(({ startSeconds, endSeconds }) => ({
      ...{ startSeconds: startSeconds * factor, endSeconds: endSeconds * factor },
    })),
  }
}

/** The other way round: forward is back. The record begins where it began. */
export function mirror(gesture: Gesture): Gesture {
  const first = gesture.points[0]?.positionTurns ?? 0
  const points = gesture.points.map(({ timeSeconds, positionTurns }) => ({
    ...{ timeSeconds, positionTurns: 2 * first - positionTurns },
  }))
  return { ...gesture, points }
}

/** The last first: as a film that runs backwards, fader and all. */
export function reverse(gesture: Gesture): Gesture {
  const { durationSeconds: end } = gesture
  const points = gesture.points
    .map((point) => ({ ...point, timeSeconds: end - point.timeSeconds }))
    .toReversed()
  return {
    ...gesture,
    points,
    fader: reversedFader(gesture),
    touches: gesture.touches
      .map(({ startSeconds, endSeconds }) => ({
        ...{ startSeconds: end - endSeconds, endSeconds: end - startSeconds },
      }))
      .toReversed(),
  }
}

/** A point said what follows it; backwards that is what comes before. */
function reversedFader(gesture: Gesture): FaderPoint[] {
  const { fader, durationSeconds: end } = gesture
  if (fader.length === 0) return []
  const inside = fader.slice(1).filter(({ timeSeconds }) => timeSeconds > 0 && timeSeconds < end)
  return [
    { timeSeconds: 0, value: faderAt(gesture, end)! },
    ...inside.toReversed().map(({ timeSeconds }) => ({
      timeSeconds: end - timeSeconds,
      value: valueBefore(fader, timeSeconds),
    })),
  ]
}

const valueBefore = (fader: readonly FaderPoint[], seconds: number): number =>
  (fader.findLast(({ timeSeconds }) => timeSeconds < seconds) ?? fader[0]!).value

const MOST_TIMES = 10_000

/** Again and again, each time from where the record is: it never jumps. @throws StudioError invalid-input unless `times` is a whole number from 1 */
export function loop(gesture: Gesture, times: number): Gesture {
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES)
    fail("invalid-input", `A gesture is repeated 1 to ${MOST_TIMES} times, not ${times}`)
  const { durationSeconds, points, fader, touches } = gesture
  const way = (points.at(-1)?.positionTurns ?? 0) - (points[0]?.positionTurns ?? 0)
  const rounds = Array.from({ length: times }, (_, round) => round)
  return {
    durationSeconds: durationSeconds * times,
    points: rounds.flatMap((round) =>
      points.map(({ timeSeconds, positionTurns }) => ({
        timeSeconds: timeSeconds + round * durationSeconds,
        positionTurns: positionTurns + round * way,
      })),
    ),
    fader: withoutRepeats(
      rounds.flatMap((round) =>
        fader.map((point) => ({
          ...point,
          timeSeconds: point.timeSeconds + round * durationSeconds,
        })),
      ),
    ),
    touches: rounds.flatMap((round) =>
      touches.map(({ startSeconds, endSeconds }) => ({
        startSeconds: startSeconds + round * durationSeconds,
        endSeconds: endSeconds + round * durationSeconds,
      })),
    ),
  }
}
