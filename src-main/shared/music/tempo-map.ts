/**
 * Ticks to seconds and back. Between two points the tempo stands ("step") or goes in a straight line over ticks ("ramp").
 * On a ramp bpm(t) = b + k t, so that seconds are the integral of 60 / (960 bpm), a logarithm, and its inverse an
 * exponential; log1p and expm1 keep both exact where the slope is almost nothing.
 */
import { lastAtOrBefore } from "../sorted.ts"
import { MusicError, TICKS_PER_QUARTER } from "./ticks.ts"

export interface TempoPoint {
  readonly tick: number
  /** Quarters a minute, above 0. */
  readonly bpm: number
  /** How the tempo goes on to the next point; after the last one it stands. */
  readonly curve: "step" | "ramp"
}

export interface TempoMap {
  /** Seconds from tick 0; before it, time goes on at the first tempo. */
  secondsAt(tick: number): number
  /** The inverse of `secondsAt`; a fraction of a tick is kept. */
  ticksAt(seconds: number): number
  bpmAt(tick: number): number
}

const SECONDS_PER_TICK_AT_1_BPM = 60 / TICKS_PER_QUARTER

/**
 * @param points ascending in ticks, the first at tick 0
 * @throws MusicError for no points, a late first point, points out of order or a tempo that is no positive number
 */
export function createTempoMap(points: readonly TempoPoint[]): TempoMap {
  checkPoints(points)
  const ticks = Float64Array.from(points, ({ tick }) => tick)
  const slopes = Float64Array.from(points, (point, i) => slopeOf(point, points[i + 1]))
  const seconds = new Float64Array(points.length)
  for (let i = 1; i < points.length; i++) {
    const length = ticks[i]! - ticks[i - 1]!
    seconds[i] = seconds[i - 1]! + secondsOver(length, points[i - 1]!.bpm, slopes[i - 1]!)
  }
  const section = (starts: Float64Array, at: number): number =>
    Math.max(0, lastAtOrBefore(starts, at))
  return {
    secondsAt(tick) {
      if (tick < 0) return secondsOver(tick, points[0]!.bpm, 0)
      const i = section(ticks, tick)
      return seconds[i]! + secondsOver(tick - ticks[i]!, points[i]!.bpm, slopes[i]!)
    },
    ticksAt(at) {
      if (at < 0) return ticksOver(at, points[0]!.bpm, 0)
      const i = section(seconds, at)
      return ticks[i]! + ticksOver(at - seconds[i]!, points[i]!.bpm, slopes[i]!)
    },
    bpmAt(tick) {
      const i = section(ticks, tick)
      return points[i]!.bpm + slopes[i]! * Math.max(0, tick - ticks[i]!)
    },
  }
}

/** The bpm that each tick adds: 0 where the tempo stands. */
function slopeOf(point: TempoPoint, next: TempoPoint | undefined): number {
  if (point.curve === "step" || !next) return 0
  return (next.bpm - point.bpm) / (next.tick - point.tick)
}

function secondsOver(ticks: number, bpm: number, slope: number): number {
  const growth = (slope * ticks) / bpm
  const bend = growth === 0 ? 1 : Math.log1p(growth) / growth
  return (SECONDS_PER_TICK_AT_1_BPM * ticks * bend) / bpm
}

function ticksOver(seconds: number, bpm: number, slope: number): number {
  const straight = seconds / SECONDS_PER_TICK_AT_1_BPM
  const growth = slope * straight
  const bend = growth === 0 ? 1 : Math.expm1(growth) / growth
  return straight * bpm * bend
}

function checkPoints(points: readonly TempoPoint[]): void {
  if (points[0]?.tick !== 0) throw new MusicError("A tempo map begins with a point at tick 0")
  points.forEach(({ tick, bpm }, i) => {
    if (!(bpm > 0) || !Number.isFinite(bpm)) throw new MusicError(`${bpm} is no tempo`)
    if (i > 0 && !(tick > points[i - 1]!.tick))
      throw new MusicError(`The tempo point at tick ${tick} does not come after the one before it`)
  })
}
