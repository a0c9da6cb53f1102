/** Counts the changes of sign within each chunk, sample by sample. */
import { createSampleWindow } from "./sample-window.ts"

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
  const window = createSampleWindow()
  let sample = 0
  let chunk = -1
  /** Counts the window's samples, chunk by chunk. */
  const count = () => {
    for (let from = 0; from < window.length;) {
      while (chunk < counts.length && (bounds[chunk + 1] ?? Infinity) <= sample) chunk++
      const to = Math.min(window.length, from + (bounds[chunk + 1] ?? Infinity) - sample)
      if (chunk >= 0 && chunk < counts.length) {
        counts[chunk] = (counts[chunk] ?? 0) + window.signChanges(from, to)
      }
      sample += to - from
      from = to
    }
    window.drop(window.length)
  }
  return {
    counts,
    push(mono: Float32Array): void {
      for (let from = 0; from < mono.length;) {
        from += window.fill(mono.subarray(from))
        count()
      }
    },
  }
}
