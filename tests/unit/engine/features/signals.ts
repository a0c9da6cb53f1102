/** Sounds whose analysis is known beforehand. */

/** The block sizes that pushing is tried with: one sample, odd, a power of two, all at once. */
export function cutInBlocks(mono: Float32Array, sizes: readonly number[]): Float32Array[] {
  const blocks: Float32Array[] = []
  for (let from = 0, i = 0; from < mono.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1)
    blocks.push(mono.subarray(from, from + size))
    from += size
  }
  return blocks
}

export function aSine(options: {
  hz: number
  seconds: number
  sampleRateHz: number
  amplitude?: number
}): Float32Array {
  const { hz, seconds, sampleRateHz, amplitude = 0.5 } = options
  const step = (2 * Math.PI * hz) / sampleRateHz
  return Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, i) => amplitude * Math.sin(step * i),
  )
}

/** Short bursts of noise that die away within 30 ms, at the given times. */
export function clicks(
  times: readonly number[],
  seconds: number,
  sampleRateHz: number,
): Float32Array {
  const mono = new Float32Array(Math.round(seconds * sampleRateHz))
  const random = seededNoise(7)
  for (const time of times) {
    const from = Math.round(time * sampleRateHz)
    for (let i = 0; i < 0.03 * sampleRateHz && from + i < mono.length; i++) {
      mono[from + i] = 0.8 * random() * Math.exp(-i / (0.008 * sampleRateHz))
    }
  }
  return mono
}

/** Even noise in -1..1, the same for the same seed. */
export function seededNoise(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}
