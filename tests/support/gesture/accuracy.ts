/** How well velocities meet the truth, and how late they are. */
import { MotionEstimator } from "#shared/gesture/motion/motion-estimator.ts"
import type { Hand } from "./hands.ts"

export interface Reported {
  atSeconds: number
  ticks: number
}

/** A platter looked at on a grid of times, whole ticks reported when there are any, stamped with jitter. */
export function reportsOf(
  hand: Hand,
  options: { ticks: number; seconds: number; reportSeconds?: number; jitter(): number },
): Reported[] {
  const { ticks, seconds, reportSeconds = 0.001, jitter } = options
  const reports: Reported[] = []
  let count = Math.floor(hand.turnsAt(0) * ticks)
  for (let k = 1; k * reportSeconds < seconds; k++) {
    const now = Math.floor(hand.turnsAt(k * reportSeconds) * ticks)
    if (now === count) continue
    const latest = reports.at(-1)?.atSeconds ?? 0
    reports.push({ atSeconds: Math.max(latest, k * reportSeconds + jitter()), ticks: now - count })
    count = now
  }
  return reports
}

/** A filter that is told of ticks and asked for a velocity at times that rise. */
export interface VelocityFilter {
  moved(atSeconds: number, ticks: number): void
  velocityAt(seconds: number): number
}

export function ourFilter(ticksPerRevolution: number): VelocityFilter {
  const estimator = new MotionEstimator({ ticksPerRevolution })
  return {
    moved: (atSeconds, ticks) => estimator.moved(atSeconds, ticks),
    velocityAt: (seconds) => estimator.at(seconds).velocity,
  }
}

const STEP_SECONDS = 0.0005
const MOST_LAG_STEPS = 100
const SETTLED_SECONDS = 0.5

export interface Accuracy {
  rmse: number
  /** By which the truth must be delayed to be met best. */
  lagMs: number
}

/** What a deck would hear: the velocity at every half millisecond, knowing only what was reported by then. */
export function liveAccuracy(
  hand: Hand,
  reports: readonly Reported[],
  filter: VelocityFilter,
  seconds: number,
): Accuracy {
  const heard: number[] = []
  let next = 0
  for (let k = 0; k * STEP_SECONDS < seconds; k++) {
    const now = k * STEP_SECONDS
    while (next < reports.length && reports[next]!.atSeconds <= now) {
      const { atSeconds, ticks } = reports[next++]!
      filter.moved(atSeconds, ticks)
    }
    heard.push(filter.velocityAt(now))
  }
  const errorAt = (lagSteps: number): number => {
    const from = SETTLED_SECONDS / STEP_SECONDS
    let sum = 0
    for (let k = from; k < heard.length; k++)
      sum += (heard[k]! - hand.velocityAt((k - lagSteps) * STEP_SECONDS)) ** 2
    return Math.sqrt(sum / (heard.length - from))
  }
  // The error falls towards the lag and rises behind it.
  let lag = 0
  let error = errorAt(0)
  const rmse = error
  for (let next = errorAt(1); next < error && lag < MOST_LAG_STEPS; next = errorAt(lag + 1)) {
    error = next
    lag++
  }
  return { rmse, lagMs: lag * STEP_SECONDS * 1000 }
}
