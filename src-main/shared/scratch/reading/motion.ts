/**
 * A record's way as strokes, read so that it matters neither how many ticks a turn has nor how fast it was played: turns are
 * found by how far the record goes back beside what it does around it.
 */
import { withoutJumps, type Gesture } from "#shared/gesture/index.ts"
import { CREEP, spansOf, type Curve } from "./ends.ts"
import { turnsOf, type Turn } from "./turns.ts"

export interface ReadStroke {
  /** Between which it does nearly all of its way: it creeps before and after. */
  startSeconds: number
  endSeconds: number
  /** 1 as a record plays, -1 back. */
  direction: 1 | -1
  /** Seconds of record, never negative. */
  extentSeconds: number
  /** Middles of the halts in it, 0..1. */
  halts: number[]
  /** How often its speed swells and falls. */
  ripples: number
  /** How fast it is in each sixteenth of it; 1 on the average. */
  speeds: Float64Array
}

const SECONDS_PER_TURN = 1.8
const LEAST_TURNS = 1e-4
const WINDOW_SECONDS = 1
const MOST_WINDOWS = 4000
const PARTS = 16

export function readMotion({ points }: Pick<Gesture, "points">): ReadStroke[] {
  const curve = curveOf(points)
  const usual = usualReach(curve)
  if (!(usual > LEAST_TURNS)) return []
  return spansOf(curve, usual)
    .map(({ from, to }) => strokeOf(curve, from, to))
    .filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds)
}

function curveOf(all: Gesture["points"]): Curve {
  const points = withoutJumps(all)
  const times = new Float64Array(points.length)
  const values = new Float64Array(points.length)
  let count = 0
  for (const { timeSeconds, positionTurns } of points) {
    if (!Number.isFinite(timeSeconds) || !Number.isFinite(positionTurns)) continue
    if (count > 0 && timeSeconds < times[count - 1]!) continue
    times[count] = timeSeconds
    values[count++] = positionTurns
  }
  return { times: times.subarray(0, count), values: values.subarray(0, count) }
}

/** How far the record goes within a second, in most seconds: of a take that is shorter, all of it. */
function usualReach({ times, values }: Curve): number {
  const seconds = times.length > 0 ? times.at(-1)! - times[0]! : 0
  const windows = Math.max(1, Math.min(MOST_WINDOWS, Math.round(seconds / WINDOW_SECONDS)))
  const low = new Float64Array(windows).fill(Infinity)
  const high = new Float64Array(windows).fill(-Infinity)
  for (let i = 0; i < times.length; i++) {
    const place = seconds > 0 ? ((times[i]! - times[0]!) / seconds) * windows : 0
    const at = Math.min(windows - 1, Math.floor(place))
    low[at] = Math.min(low[at]!, values[i]!)
    high[at] = Math.max(high[at]!, values[i]!)
  }
  const reaches = high.map((value, i) => value - low[i]!).filter((reach) => reach > LEAST_TURNS)
  reaches.sort()
  return reaches[Math.floor(0.6 * reaches.length)] ?? 0
}

function strokeOf(curve: Curve, from: Turn, to: Turn): ReadStroke {
  const way = to.value - from.value
  const startSeconds = crossing(curve, from.index, to.index, from.value + CREEP * way)
  const endSeconds = crossing(curve, from.index, to.index, to.value - CREEP * way)
  const speeds = speedsOf(curve, { from: from.index, to: to.index, startSeconds, endSeconds, way })
  return {
    ...{ startSeconds, endSeconds, direction: way > 0 ? 1 : -1 },
    extentSeconds: Math.abs(way) * SECONDS_PER_TURN,
    halts: haltsOf(speeds),
    ripples: ripplesOf(speeds),
    speeds: averaged(speeds, PARTS),
  }
}

/** When the curve first passes a value between two samples, evenly between its points. */
function crossing({ times, values }: Curve, from: number, to: number, value: number): number {
  const isUp = values[to]! > values[from]!
  let i = from + 1
  while (i < to && (isUp ? values[i]! < value : values[i]! > value)) i++
  const [a, b] = [values[i - 1]!, values[i]!]
  const part = b === a ? 1 : (value - a) / (b - a)
  return times[i - 1]! + (times[i]! - times[i - 1]!) * Math.min(1, Math.max(0, part))
}

interface Part {
  from: number
  to: number
  startSeconds: number
  endSeconds: number
  way: number
}

const STEP_SECONDS = 0.006
const USUAL_STEPS = 48
const LEAST_STEPS = 16
const MOST_STEPS = 2048
/** Fewer would make steps of what a device reports. */
const SAMPLES_A_STEP = 2

/** Speed in even steps of time, 1 on the average. */
function speedsOf(
  { times, values }: Curve,
  { from, to, startSeconds, endSeconds, way }: Part,
): Float64Array {
  const seconds = endSeconds - startSeconds
  const wanted = Math.max(USUAL_STEPS, Math.min(MOST_STEPS, Math.round(seconds / STEP_SECONDS)))
  const steps = Math.max(LEAST_STEPS, Math.min(wanted, Math.floor((to - from) / SAMPLES_A_STEP)))
  const speeds = new Float64Array(steps)
  let i = from
  let last = NaN
  for (let k = 0; k <= steps; k++) {
    const at = startSeconds + (seconds * k) / steps
    while (i < to - 1 && times[i + 1]! <= at) i++
    const span = times[i + 1]! - times[i]!
    const part = span > 0 ? (at - times[i]!) / span : 1
    const value = values[i]! + (values[i + 1]! - values[i]!) * Math.min(1, Math.max(0, part))
    if (k > 0) speeds[k - 1] = ((value - last) / (way * (1 - 2 * CREEP))) * steps
    last = value
  }
  return smoothed(speeds)
}

/** Over three steps. */
const smoothed = (values: Float64Array): Float64Array =>
  values.map((value, i) => ((values[i - 1] ?? value) + value + (values[i + 1] ?? value)) / 3)

function averaged(values: Float64Array, parts: number): Float64Array {
  const means = new Float64Array(parts)
  for (let i = 0; i < parts; i++) {
    const [from, to] = [(i * values.length) / parts, ((i + 1) * values.length) / parts]
    const part = values.subarray(Math.floor(from), Math.max(Math.floor(from) + 1, Math.floor(to)))
    means[i] = part.reduce((sum, value) => sum + value, 0) / part.length
  }
  return means
}

/** Slower than this of the average, with more than that on both sides, for so much of the stroke. */
const HALTED = 0.3
const MOVING = 0.75
const LEAST_HALT = 0.05

function haltsOf(speeds: Float64Array): number[] {
  const halts: number[] = []
  let hasMoved = false
  let [sum, count] = [0, 0]
  for (let i = 0; i < speeds.length; i++) {
    if (speeds[i]! < HALTED && hasMoved) {
      sum += i + 0.5
      count++
    }
    if (speeds[i]! <= MOVING) continue
    if (count >= LEAST_HALT * speeds.length) halts.push(sum / count / speeds.length)
    hasMoved = true
    sum = count = 0
  }
  return halts
}

const RIPPLE = 0.35

const ripplesOf = (speeds: Float64Array): number =>
  Math.max(0, Math.floor((turnsOf(speeds, RIPPLE).length - 1) / 2))
