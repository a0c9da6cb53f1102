/** Strokes and cuts nearer to the beat. The ends of what is quantised stay where they are, and so does all around it. */
import { firstIndexWhere } from "#shared/sorted.ts"
import { cutEdges, type CutSettings } from "../fader-cuts.ts"
import type { Gesture } from "../gesture.ts"
import { countBefore } from "../in-time.ts"
import { strokesOf } from "../strokes.ts"
import { nearestLine, type BeatGrid } from "./grid.ts"
import type { Range } from "./splice.ts"

/** `strength` 0 leaves a time where it is, 1 puts it on the line. */
const towards = (seconds: number, grid: BeatGrid, strength: number): number =>
  seconds + (nearestLine(seconds, grid) - seconds) * strength

/**
 * The beginnings of strokes on the grid; what lies between them is stretched evenly, so that no stroke changes its way.
 * @param strength 0..1
 */
export function quantiseStrokes(
  gesture: Gesture,
  grid: BeatGrid,
  strength: number,
  range: Range = wholeOf(gesture),
): Gesture {
  if (strength === 0) return gesture
  const warp = warpTo(
    strokesOf(gesture).map(({ startSeconds }) => startSeconds),
    grid,
    strength,
    range,
  )
  const points = gesture.points.map((point) => warped(point, warp))
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
  { range = wholeOf(gesture), ...settings }: CutSettings & { range?: Range } = {},
): Gesture {
  if (strength === 0) return gesture
  const edges = cutEdges(gesture.fader, settings).slice(1)
  const warp = warpTo(
    edges.map(({ timeSeconds }) => timeSeconds),
    grid,
    strength,
    range,
  )
  return { ...gesture, fader: gesture.fader.map((point) => warped(point, warp)) }
}

/** Nearer than this, two strokes have no rest between them. */
const REST_SECONDS = 0.01

/**
 * Strokes of a range earlier or later, as they are; the rests around them give way, or where there are none the strokes
 * beside them, down to half of their time. The fader stays.
 * @param strokes those of the gesture, where they are known
 */
export function shiftStrokes(
  gesture: Gesture,
  range: Range,
  seconds: number,
  strokes: readonly Range[] = strokesOf(gesture),
): Gesture {
  if (seconds === 0) return gesture
  const { startSeconds: start, endSeconds: end } = range
  const before = strokes.findLast(({ startSeconds }) => startSeconds < start - 1e-9)
  const after = strokes.find(({ endSeconds }) => endSeconds > end + 1e-9)
  const low = before
    ? start - before.endSeconds > REST_SECONDS
      ? before.endSeconds
      : before.startSeconds
    : 0
  const high = after
    ? after.startSeconds - end > REST_SECONDS
      ? after.startSeconds
      : after.endSeconds
    : gesture.durationSeconds
  const [from, to] = [Math.min(low, start), Math.max(high, end)]
  const least = (from - start) / 2
  const most = (to - end) / 2
  const by = Math.min(most, Math.max(least, seconds))
  if (by === 0) return gesture
  const pins = [
    ...(from < start ? [{ from, to: from }] : []),
    { from: start, to: start + by },
    { from: end, to: end + by },
    ...(to > end ? [{ from: to, to }] : []),
  ]
  const warp = warpThrough(pins, from, to)
  const [first, behind] = [countBefore(gesture.points, from), countBefore(gesture.points, to)]
  const moved = gesture.points.slice(first, behind).map((point) => warped(point, warp))
  const points = gesture.points.slice(0, first).concat(moved, gesture.points.slice(behind))
  return { ...gesture, points }
}

const wholeOf = ({ durationSeconds }: Gesture): Range => ({
  startSeconds: 0,
  endSeconds: durationSeconds,
})

type Warp = (seconds: number) => number

/** What does not move stays the very same point. */
function warped<P extends { timeSeconds: number }>(point: P, warp: Warp): P {
  const timeSeconds = warp(point.timeSeconds)
  return timeSeconds === point.timeSeconds ? point : { ...point, timeSeconds }
}

interface Pin {
  from: number
  to: number
}

/** Time as straight lines through the times that go to the grid; outside of the range it is as it was. */
function warpTo(times: readonly number[], grid: BeatGrid, strength: number, range: Range): Warp {
  const { startSeconds: start, endSeconds: end } = range
  const pins = times
    .filter((from) => from >= start && from < end)
    .map((from) => ({ from, to: Math.min(end, Math.max(start, towards(from, grid, strength))) }))
  // What begins with the range may come later; otherwise its ends hold.
  const first = pins[0]?.from === start ? [] : [{ from: start, to: start }]
  return warpThrough(apart([...first, ...pins, { from: end, to: end }]), start, end)
}

/** Pins that would meet keep half the time they had between them; what is at the ends of the range stays there. */
function apart(pins: readonly Pin[]): Pin[] {
  const kept = pins.map((pin) => ({ ...pin }))
  for (let i = 1; i < kept.length - 1; i++) {
    const [last, pin] = [kept[i - 1]!, kept[i]!]
    pin.to = Math.max(pin.to, last.to + (pin.from - last.from) / 2)
  }
  for (let i = kept.length - 2; i >= 0; i--) {
    const [pin, next] = [kept[i]!, kept[i + 1]!]
    // Not before the range, by rounding.
    pin.to = Math.max(kept[0]!.from, Math.min(pin.to, next.to - (next.from - pin.from) / 2))
  }
  return kept
}

function warpThrough(pins: readonly Pin[], start: number, end: number): Warp {
  return (seconds) => {
    if (seconds < start || seconds >= end) return seconds
    const next = firstIndexWhere(pins.length, (i) => pins[i]!.from > seconds)
    const [before, after] = [pins[next - 1]!, pins[next]!]
    if (before.from === before.to && after.from === after.to) return seconds
    const part = (seconds - before.from) / (after.from - before.from)
    return before.to + (after.to - before.to) * part
  }
}
