/**
 * A gesture as a sequence of strokes, each a row of numbers that do not depend on how many ticks a turn has, how much of the
 * fader's way was used, or, but for two that say so, how long it took.
 */
import { faderAt, type Gesture } from "#shared/gesture/index.ts"
import {
  boundsOf,
  readFader,
  readMotion,
  type ReadFader,
  type ReadOptions,
  type ReadStroke,
} from "#shared/scratch/index.ts"

/** Of a take so many strokes are looked at, from its beginning. */
export const MOST_STROKES = 10
const PARTS = 16
const SCALARS = 12
export const FEATURES = 2 * PARTS + SCALARS

type OpenEnd = NonNullable<ReadOptions["openEnd"]>

/**
 * A row of `FEATURES` for each of the first strokes; none where there are no strokes.
 * @param isTimeKnown false where neither how long it took nor how fast it went may tell anything: both are then as usual
 */
export function featuresOf(gesture: Gesture, openEnd: OpenEnd, isTimeKnown = true): Float32Array[] {
  const strokes = readMotion(gesture).slice(0, MOST_STROKES)
  const fader = readFader(gesture.fader)
  const bounds = boundsOf(strokes)
  const seconds = strokes.map(({ startSeconds, endSeconds }) => endSeconds - startSeconds)
  const [usualSeconds, usualReach] = [
    median(seconds),
    median(strokes.map(({ extentSeconds }) => extentSeconds)),
  ]
  const place = placed(gesture, fader, openEnd)
  const speed = usualReach / usualSeconds
  const isHands = isTimeKnown && speed > 0.03 && speed < 8
  const shared = [
    ...[fader.edges.length > 0 ? 1 : 0, openEnd === "unknown" ? 0 : 1, isHands ? 1 : 0],
    ...[
      isHands ? limited(Math.log(speed)) : 0,
      isTimeKnown ? limited(Math.log(usualSeconds / 0.17)) : 0,
    ],
    Math.min(2, strokes.length / 5),
  ]
  return strokes.map((stroke, i) => {
    const [from, to] = bounds[i]!
    const row = new Float32Array(FEATURES)
    for (let k = 0; k < PARTS; k++) row[k] = place(from, to, k)
    row.set(stroke.speeds, PARTS)
    row.set([...own(stroke, seconds[i]! / usualSeconds, usualReach), ...shared], 2 * PARTS)
    return row
  })
}

const own = (
  { direction, halts, ripples, extentSeconds }: ReadStroke,
  time: number,
  usualReach: number,
): number[] => [
  ...[direction, Math.min(3, halts.length), Math.min(2, ripples / 6)],
  ...[limited(Math.log(time)), limited(Math.log(extentSeconds / usualReach)), 1],
]

const limited = (value: number): number => Math.max(-3, Math.min(3, value))

/** The fader in a part of a stroke: 1 open, -1 closed, as far as it seems; 0 where it never moves. */
function placed(gesture: Gesture, { edges, low, high }: ReadFader, openEnd: OpenEnd) {
  if (edges.length === 0 || low === null || high === null) return () => 0
  const isNearHigh = low > 1 - high
  const sign = openEnd === "high" || (openEnd === "unknown" && !isNearHigh) ? 1 : -1
  const [middle, half] = [(low + high) / 2, (high - low) / 2]
  const at = (seconds: number): number => (sign * (faderAt(gesture, seconds)! - middle)) / half
  return (from: number, to: number, part: number): number => {
    const step = (to - from) / PARTS
    return (at(from + (part + 0.25) * step) + at(from + (part + 0.75) * step)) / 2
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 1
}
