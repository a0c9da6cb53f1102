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
  let sign = 0
  return {
    counts,
    push(mono: Float32Array): void {
      const bits = new Uint32Array(mono.buffer, mono.byteOffset, mono.length)
      for (let from = 0; from < mono.length;) {
        while (chunk < counts.length && (bounds[chunk + 1] ?? Infinity) <= sample) chunk++
        const to = Math.min(mono.length, from + (bounds[chunk + 1] ?? Infinity) - sample)
        let crossed = 0
        let before = sign
        for (let i = from; i < to; i++) {
          // The sign bit, without a branch: on noise every other guess would be wrong.
          const here = (bits[i] ?? 0) >>> 31
          crossed += here ^ before
          before = here
        }
        sign = before
        if (chunk >= 0 && chunk < counts.length) counts[chunk] = (counts[chunk] ?? 0) + crossed
        sample += to - from
        from = to
      }
    },
  }
}
