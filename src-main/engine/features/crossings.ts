/** Counts the changes of sign within each chunk, sample by sample. */

interface CrossingOptions {
  sampleRateHz: number
  boundsSeconds: Float64Array
  startSeconds?: number
}

export function createCrossingCounter(options: CrossingOptions) {
  const { sampleRateHz, boundsSeconds, startSeconds = 0 } = options
  const bounds = Array.from(boundsSeconds, (time) => {
    return Math.round((time - startSeconds) * sampleRateHz)
  })
  const counts = new Int32Array(Math.max(0, bounds.length - 1))
  let sample = 0
  let chunk = -1
  let wasNegative = false
  return {
    counts,
    push(mono: Float32Array): void {
      for (let from = 0; from < mono.length;) {
        while (chunk < counts.length && (bounds[chunk + 1] ?? Infinity) <= sample) chunk++
        const to = Math.min(mono.length, from + (bounds[chunk + 1] ?? Infinity) - sample)
        let crossed = 0
        for (let i = from; i < to; i++) {
          const isNegative = (mono[i] ?? 0) < 0
          if (isNegative !== wasNegative) crossed++
          wasNegative = isNegative
        }
        if (chunk >= 0 && chunk < counts.length) counts[chunk] = (counts[chunk] ?? 0) + crossed
        sample += to - from
        from = to
      }
    },
  }
}
