/** Geometry of waveforms: bars from min, max pairs. Pure. */

export const BAR_PITCH_PX = 2
export const BAR_WIDTH_PX = 1.3
/** Of every picture that wavesurfer draws: it writes it into its style, of which the content policy allows this one. */
export const WAVE_HEIGHT_PX = 64

/** Gathers min, max pairs into `bars` pairs that cover the same time; silence stays a line. */
export function barsOf(peaks: Float32Array, bars: number): Float32Array {
  const pairs = peaks.length / 2
  const result = new Float32Array(bars * 2)
  if (pairs === 0) return result
  for (let bar = 0; bar < bars; bar++) {
    const from = Math.min(pairs - 1, Math.floor((bar * pairs) / bars))
    const to = Math.max(from + 1, Math.floor(((bar + 1) * pairs) / bars))
    let low = Infinity
    let high = -Infinity
    for (let i = from; i < to; i++) {
      low = Math.min(low, peaks[i * 2] ?? 0)
      high = Math.max(high, peaks[i * 2 + 1] ?? 0)
    }
    result[bar * 2] = low
    result[bar * 2 + 1] = high
  }
  return result
}

/** The loudest of several parts in each place, for a picture of them together. All have the same length of time. */
export function loudestOf(parts: readonly Float32Array[], bars: number): Float32Array {
  const each = parts.map((peaks) => barsOf(peaks, bars))
  return Float32Array.from({ length: bars * 2 }, (_, i) =>
    i % 2 === 0
      ? Math.min(0, ...each.map((peaks) => peaks[i] ?? 0))
      : Math.max(0, ...each.map((peaks) => peaks[i] ?? 0)),
  )
}
