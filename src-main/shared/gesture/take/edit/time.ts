/** Other times for the same movements: moved to a grid, stretched, repeated. */
import { fail } from "#shared/contract/errors.ts"
import { firstIndexWhere } from "#shared/sorted.ts"
import { cutEdges, type CutSettings } from "../fader-cuts.ts"
import { faderAt, turnsAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture, PositionPoint } from "../gesture.ts"
import { strokesOf } from "../strokes.ts"
import { withoutRepeats } from "./cuts.ts"

export interface BeatGrid {
  tempoBpm: number
  firstBeatSeconds: number
  /** Lines a beat: 4 are sixteenths. */
  linesPerBeat: number
}

/** The line of a grid that is nearest to a time. */
export function nearestLine(seconds: number, grid: BeatGrid): number {
  const line = 60 / grid.tempoBpm / grid.linesPerBeat
  return Math.round((seconds - grid.firstBeatSeconds) / line) * line + grid.firstBeatSeconds
}

/** `strength` 0 leaves a time where it is, 1 puts it on the line. */
const towards = (seconds: number, grid: BeatGrid, strength: number): number =>
  seconds + (nearestLine(seconds, grid) - seconds) * strength

/**
 * The beginnings of strokes on the grid; what lies between them is stretched evenly, so that no stroke changes its way.
 * @param strength 0..1
 */
export function quantiseStrokes(gesture: Gesture, grid: BeatGrid, strength: number): Gesture {
  if (strength === 0) return gesture
  const starts = strokesOf(gesture).map(({ startSeconds }) => startSeconds)
  const pins = starts.map((from) => ({ from, to: towards(from, grid, strength) }))
  const warp = warpThrough(pins)
  const points = gesture.points.map((point) => ({ ...point, timeSeconds: warp(point.timeSeconds) }))
  const touches = gesture.touches.map(({ startSeconds, endSeconds }) => ({
    ...{ startSeconds: warp(startSeconds), endSeconds: warp(endSeconds) },
  }))
  return { ...gesture, points, touches }
}

/** The moments in which the fader opens and closes on the grid. Two that fall on one line stay apart by half their time. */
export function quantiseCuts(
  gesture: Gesture,
  grid: BeatGrid,
  strength: number,
  settings: CutSettings = {},
): Gesture {
  if (strength === 0) return gesture
  const edges = cutEdges(gesture.fader, settings).slice(1)
  const warp = warpThrough(
    edges.map(({ timeSeconds }) => ({
      from: timeSeconds,
      to: towards(timeSeconds, grid, strength),
    })),
  )
  const fader = gesture.fader.map((point) => ({ ...point, timeSeconds: warp(point.timeSeconds) }))
  return { ...gesture, fader }
}

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

/** A part of a gesture as one of its own, from second 0. */
export function slice(gesture: Gesture, startSeconds: number, endSeconds: number): Gesture {
  const isWithin = ({ timeSeconds }: { timeSeconds: number }): boolean =>
    timeSeconds > startSeconds && timeSeconds < endSeconds
  const moved = <P extends { timeSeconds: number }>(list: readonly P[]): P[] =>
    list.map((point) => ({ ...point, timeSeconds: point.timeSeconds - startSeconds }))
  const ends = [startSeconds, endSeconds].map((timeSeconds): PositionPoint => ({
    ...{ timeSeconds, positionTurns: turnsAt(gesture, timeSeconds) },
  }))
  const value = faderAt(gesture, startSeconds)
  const fader: FaderPoint[] = value === undefined ? [] : [{ timeSeconds: startSeconds, value }]
  return {
    durationSeconds: endSeconds - startSeconds,
    points: moved([ends[0]!, ...gesture.points.filter(isWithin), ends[1]!]),
    fader: moved([...fader, ...gesture.fader.filter(isWithin)]),
    touches: gesture.touches
      .filter((span) => span.endSeconds > startSeconds && span.startSeconds < endSeconds)
      .map((span) => ({
        startSeconds: Math.max(span.startSeconds, startSeconds) - startSeconds,
        endSeconds: Math.min(span.endSeconds, endSeconds) - startSeconds,
      })),
  }
}

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

interface Pin {
  from: number
  to: number
}

/** Time as straight lines through pins. Pins that would meet keep half the time they had between them. */
function warpThrough(pins: readonly Pin[]): (seconds: number) => number {
  const kept: Pin[] = []
  for (const pin of pins) {
    const last = kept.at(-1)
    const least = last ? last.to + (pin.from - last.from) / 2 : -Infinity
    kept.push({ from: pin.from, to: Math.max(pin.to, least) })
  }
  return (seconds) => {
    const next = firstIndexWhere(kept.length, (i) => kept[i]!.from > seconds)
    const before = kept[next - 1]
    const after = kept[next]
    if (!before) return after ? seconds + after.to - after.from : seconds
    if (!after) return seconds + before.to - before.from
    const part = (seconds - before.from) / (after.from - before.from)
    return before.to + (after.to - before.to) * part
  }
}
