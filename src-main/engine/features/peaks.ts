/** Peak picking with a moving maximum and a moving mean (Boeck, Krebs & Schedl, ISMIR 2012). */

export interface PeakOptions {
  hopSeconds: number
  /** How far a peak must rise above the moving mean. */
  threshold: number
}

const MAXIMUM_SECONDS = 0.03
const MEAN_BEFORE_SECONDS = 0.1
const MEAN_AFTER_SECONDS = 0.07
const COMBINE_SECONDS = 0.03

/** Frames of `novelty` that are peaks, ascending. */
export function pickPeaks(novelty: Float32Array, options: PeakOptions): number[] {
  const { hopSeconds, threshold } = options
  const frames = (seconds: number) => Math.max(1, Math.round(seconds / hopSeconds))
  const reach = frames(MAXIMUM_SECONDS)
  const before = frames(MEAN_BEFORE_SECONDS)
  const after = frames(MEAN_AFTER_SECONDS)
  const sums = prefixSums(novelty)
  const peaks: number[] = []
  for (let frame = 0; frame < novelty.length; frame++) {
    const value = novelty[frame] ?? 0
    const from = Math.max(0, frame - before)
    const to = Math.min(novelty.length, frame + after + 1)
    const mean = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)
    if (value < mean + threshold || !isMaximum(novelty, frame, reach)) continue
    if (frame * hopSeconds - (peaks.at(-1) ?? -Infinity) * hopSeconds <= COMBINE_SECONDS) continue
    peaks.push(frame)
  }
  return peaks
}

function prefixSums(values: Float32Array): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0)
  return sums
}

function isMaximum(values: Float32Array, frame: number, reach: number): boolean {
  const value = values[frame] ?? 0
  const to = Math.min(values.length - 1, frame + reach)
  for (let i = Math.max(0, frame - reach); i <= to; i++) {
    if ((values[i] ?? 0) > value) return false
  }
  return value > 0
}
