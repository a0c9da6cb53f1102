/** Which sample leaves the loudspeaker now: the one clock that strip, map and playhead follow. */
export interface ClockSource {
  readonly currentTime: number
  readonly outputLatency?: number
  getOutputTimestamp?(): { contextTime?: number; performanceTime?: number }
}

/** A time stamp older than this tells nothing about now. */
const STALE_SECONDS = 0.25

/**
 * @param nowMs on the clock of `performance.now()`
 * @returns context time in seconds, never ahead of what has been rendered.
 */
export function heardSeconds(context: ClockSource, nowMs: number): number {
  const { contextTime, performanceTime } = context.getOutputTimestamp?.() ?? {}
  const rendered = context.currentTime
  if (contextTime && performanceTime) {
    const since = (nowMs - performanceTime) / 1000
    const heard = contextTime + since
    if (since >= 0 && since < STALE_SECONDS && rendered - heard < STALE_SECONDS)
      return Math.min(heard, rendered)
  }
  return Math.max(0, rendered - (context.outputLatency ?? 0))
}
