/**
 * What a device's reports are like, learnt from a recording of it: how often it looks, how much its times jitter, and how
 * sudden the hand is for which the filter finds the recording likeliest (Schweppe 1965: the innovations say how likely).
 */
import { exactLog } from "#shared/dsp/exact-math.ts"
import type { FilterTrace } from "./kalman3.ts"
import { DEFAULT_JERK, MotionEstimator } from "./motion-estimator.ts"
import {
  DEFAULT_JITTER_SECONDS,
  DEFAULT_REPORT_SECONDS,
  DEVIATION,
  LEAST_JITTER_SECONDS,
  LEAST_REPORT_SECONDS,
  MOST_REPORT_SECONDS,
} from "./rhythm-of-reports.ts"

export interface TickEvent {
  atSeconds: number
  ticks: number
}

export interface DeviceNoise {
  reportSeconds: number
  jitterSeconds: number
  jerk: number
}

const JERKS = [3e4, DEFAULT_JERK, 2e5, 3e5]
/** A recording of hours says no more about the device than its beginning. */
const MOST_EVENTS = 20_000
const LEAST_EVENTS = 50

/** Undefined where there are too few events to tell. */
export function calibrateNoise(
  events: readonly TickEvent[],
  ticksPerRevolution: number,
): DeviceNoise | undefined {
  const some = events.slice(0, MOST_EVENTS)
  if (some.length < LEAST_EVENTS) return undefined
  const intervals = some
    .map(({ atSeconds, ticks }, i) => ({ ticks, since: atSeconds - (some[i - 1]?.atSeconds ?? 0) }))
    // A platter so fast is reported every time the device looks.
    .filter(({ ticks, since }, i) => i > 0 && Math.abs(ticks) >= 2 && since < MOST_REPORT_SECONDS)
    .map(({ since }) => since)
  const isSlow = intervals.length < LEAST_EVENTS
  const reportSeconds = isSlow
    ? DEFAULT_REPORT_SECONDS
    : Math.max(LEAST_REPORT_SECONDS, median(intervals))
  const deviations = intervals.map((since) => Math.abs(since - reportSeconds))
  const jitterSeconds = isSlow
    ? DEFAULT_JITTER_SECONDS
    : Math.max(LEAST_JITTER_SECONDS, DEVIATION * median(deviations))
  let best: DeviceNoise & { misfit: number } = {
    ...{ reportSeconds, jitterSeconds, jerk: DEFAULT_JERK, misfit: Infinity },
  }
  for (const jerk of JERKS) {
    const likelihood = new Misfit()
    const options = { ticksPerRevolution, reportSeconds, jitterSeconds, jerk }
    const estimator = new MotionEstimator(options, likelihood)
    for (const { atSeconds, ticks } of some) estimator.moved(atSeconds, ticks)
    if (likelihood.sum < best.misfit) best = { ...best, jerk, misfit: likelihood.sum }
  }
  return { reportSeconds, jitterSeconds, jerk: best.jerk }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Minus twice the logarithm of the likelihood, up to a constant. */
class Misfit implements FilterTrace {
  sum = 0

  updated(_filter: unknown, innovation: number, variance: number): void {
    this.sum += innovation ** 2 / variance + exactLog(variance)
  }

  started(): void {}
  predicted(): void {}
  rested(): void {}
}
