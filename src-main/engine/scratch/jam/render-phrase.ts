/** A phrase as a gesture in seconds: second 0 is its first bar line. */
import type { FaderPoint, Gesture, PositionPoint } from "#shared/gesture/index.ts"
import { LEAST_CUT, rangeOf } from "./limits.ts"
import { wayAt, type Move, type Phrase } from "./phrase.ts"

const SECONDS_PER_TURN = 1.8
const STEP_SECONDS = 0.003

interface Place {
  readonly secondsPerBeat: number
  /** Where on the record the phrase would like to begin. */
  readonly homeSeconds: number
  /** Of record there is. */
  readonly reachSeconds: number
}

export function gestureOfPhrase(phrase: Phrase, place: Place): Gesture {
  const { secondsPerBeat, homeSeconds, reachSeconds } = place
  const durationSeconds = phrase.beats * secondsPerBeat
  const range = rangeOf(phrase.moves)
  const most = Math.max(0, reachSeconds - range.to)
  let at = Math.min(most, Math.max(0, homeSeconds, -range.from))
  const points: PositionPoint[] = [{ timeSeconds: 0, positionTurns: at / SECONDS_PER_TURN }]
  for (const move of phrase.moves) {
    points.push(...pointsOf(move, secondsPerBeat, at, points.at(-1)!.timeSeconds))
    at += move.way
  }
  const last = points.at(-1)!
  if (durationSeconds > last.timeSeconds) points.push({ ...last, timeSeconds: durationSeconds })
  return {
    ...{ durationSeconds, points, fader: faderOf(phrase.moves, secondsPerBeat) },
    touches: phrase.moves.length > 0 ? [{ startSeconds: 0, endSeconds: durationSeconds }] : [],
  }
}

function pointsOf(move: Move, perBeat: number, from: number, after: number): PositionPoint[] {
  const [start, seconds] = [move.start * perBeat, move.length * perBeat]
  const steps = Math.max(8, Math.ceil(seconds / STEP_SECONDS))
  const points = Array.from({ length: steps + 1 }, (_, step) => ({
    timeSeconds: start + (seconds * step) / steps,
    positionTurns: (from + wayAt(move, step / steps) * move.way) / SECONDS_PER_TURN,
  }))
  return start > after + 1e-6 ? points : points.slice(1)
}

/** Between movements it stays where it is; what is too short for a hand where two meet is left out. */
function faderOf(moves: readonly Move[], perBeat: number): FaderPoint[] {
  const shut = moves.flatMap(({ start, length, shut }) =>
    shut.map(([from, to]): [number, number] => [
      (start + from * length) * perBeat,
      (start + to * length) * perBeat,
    ]),
  )
  const joined: [number, number][] = []
  for (const [from, to] of shut) {
    const last = joined.at(-1)
    if (last && from - last[1] < LEAST_CUT) last[1] = Math.max(last[1], to)
    else joined.push([Math.max(0, from), to])
  }
  const isShutAtFirst = joined[0]?.[0] === 0
  const edges = joined.flatMap(([from, to]) => [
    { timeSeconds: from, value: 0 },
    { timeSeconds: to, value: 1 },
  ])
  return isShutAtFirst ? edges : [{ timeSeconds: 0, value: 1 }, ...edges]
}
