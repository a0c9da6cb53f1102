/**
 * How often a device reports and how much the times jitter, learnt from reports of more than one tick: a platter so fast is
 * reported every time the device looks. The first reports give their median; then both follow medians in small steps (a sign
 * at a time), which stalls do not move.
 */
export const DEFAULT_REPORT_SECONDS = 0.001
export const DEFAULT_JITTER_SECONDS = 0.0003
export const MOST_REPORT_SECONDS = 0.02
export const LEAST_REPORT_SECONDS = 0.000125
export const LEAST_JITTER_SECONDS = 0.00003
const MOST_JITTER_SECONDS = 0.003
const STEP = 1.015
const FIRST_REPORTS = 7
/** From the median of |interval - report| to a standard deviation of one time: 1.4826 / sqrt 2. */
export const DEVIATION = 1.0484

export class RhythmOfReports {
  reportSeconds: number
  #medianDeviation: number
  readonly #first: number[] = []

  constructor(reportSeconds = DEFAULT_REPORT_SECONDS, jitterSeconds = DEFAULT_JITTER_SECONDS) {
    this.reportSeconds = reportSeconds
    this.#medianDeviation = jitterSeconds / DEVIATION
  }

  get jitterSeconds(): number {
    return this.#medianDeviation * DEVIATION
  }

  heard(sinceLastSeconds: number, ticks: number): void {
    if (Math.abs(ticks) < 2 || sinceLastSeconds > MOST_REPORT_SECONDS) return
    if (this.#first.length < FIRST_REPORTS) {
      this.#first.push(sinceLastSeconds)
      const sorted = this.#first.toSorted((a, b) => a - b)
      const median = sorted[Math.floor(sorted.length / 2)]!
      if (sorted.length > 2) this.reportSeconds = Math.max(LEAST_REPORT_SECONDS, median)
      return
    }
    const deviation = Math.abs(sinceLastSeconds - this.reportSeconds)
    this.reportSeconds = within(
      sinceLastSeconds > this.reportSeconds ? this.reportSeconds * STEP : this.reportSeconds / STEP,
      LEAST_REPORT_SECONDS,
      MOST_REPORT_SECONDS,
    )
    this.#medianDeviation = within(
      deviation > this.#medianDeviation
        ? this.#medianDeviation * STEP
        : this.#medianDeviation / STEP,
      LEAST_JITTER_SECONDS / DEVIATION,
      MOST_JITTER_SECONDS / DEVIATION,
    )
  }
}

const within = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value))
