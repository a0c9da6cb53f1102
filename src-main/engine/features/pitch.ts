/**
 * The pitch of a whole chunk from its mean power spectrum: the autocorrelation (its cosine transform), divided by that of
 * the window, has its first strong peak at the period (Boersma 1993). Costs one FFT a chunk.
 */

export interface Pitch {
  /** 0 where nothing is periodic. */
  hz: number
  /** Height of the peak: 1 for one perfectly periodic tone, about 0 for noise. */
  confidence: number
}

const LOWEST_HZ = 50
const HIGHEST_HZ = 2000
/** Only up to this frequency the spectrum is used: above, there is little but noise. */
const BAND_HZ = 5500
/** Before the first period the correlation must have fallen to here: else ripples near lag 0 pass for high notes. */
const FALLEN = 0.5
/** Below this height a peak is called unpitched. */
const VOICED = 0.35
/** Peaks at multiples of the period are as high: the first that comes this near to the highest is the period. */
const NEAR_HIGHEST = 0.88
/** Beyond this share of the window its autocorrelation is too small to divide by, and the circular one overlaps. */
const LONGEST_SHARE = 0.45

export interface PitchFinder {
  find(power: Float64Array): Pitch
}

export function createPitchFinder(shape: {
  sampleRateHz: number
  fftSize: number
  windowSamples: number
}): PitchFinder {
  // Fewer bins give the same correlation at a lower rate, and cost less.
  let fold = 1
  while (shape.sampleRateHz / fold / 2 > 1.5 * BAND_HZ) fold *= 2
  const fftSize = shape.fftSize / fold
  const sampleRateHz = shape.sampleRateHz / fold
  const transform = createCosineTransform(fftSize)
  const windowCorrelation = hannAutocorrelation(shape.windowSamples / fold)
  const shortest = Math.max(2, Math.floor(sampleRateHz / HIGHEST_HZ))
  const longest = Math.min(
    Math.ceil(sampleRateHz / LOWEST_HZ),
    Math.floor(LONGEST_SHARE * windowCorrelation.length),
  )
  const correlation = new Float64Array(fftSize / 2 + 1)
  return {
    find(power) {
      transform(power, correlation)
      const whole = correlation[0] ?? 0
      if (!(whole > 1e-12)) return { hz: 0, confidence: 0 }
      for (let lag = 0; lag <= longest + 1; lag++) {
        correlation[lag] = (correlation[lag] ?? 0) / whole / (windowCorrelation[lag] ?? 1)
      }
      const { lag, height } = firstHighPeak(correlation, shortest, longest)
      const confidence = Math.max(0, Math.min(1, height))
      return { hz: confidence < VOICED ? 0 : sampleRateHz / lag, confidence }
    },
  }
}

function firstHighPeak(correlation: Float64Array, shortest: number, longest: number) {
  let from = 1
  while (from <= longest && (correlation[from] ?? 0) > FALLEN) from++
  const peaks: { lag: number; height: number }[] = []
  let highest = 0
  for (let lag = Math.max(from, shortest); lag <= longest; lag++) {
    const before = correlation[lag - 1] ?? 0
    const here = correlation[lag] ?? 0
    const after = correlation[lag + 1] ?? 0
    if (here <= before || here < after || here < VOICED / 2) continue
    const bend = before - 2 * here + after
    const shift = bend < 0 ? (before - after) / (2 * bend) : 0
    const height = Math.min(1, here - ((before - after) * shift) / 4)
    peaks.push({ lag: lag + shift, height })
    highest = Math.max(highest, height)
  }
  return peaks.find(({ height }) => height >= NEAR_HIGHEST * highest) ?? { lag: 1, height: 0 }
}

/** Normalised to 1 at lag 0 (Boersma 1993, eq. 8). */
function hannAutocorrelation(windowSamples: number): Float64Array {
  return Float64Array.from({ length: Math.floor(windowSamples) }, (_, lag) => {
    const x = lag / windowSamples
    const angle = 2 * Math.PI * x
    return (1 - x) * (2 / 3 + Math.cos(angle) / 3) + Math.sin(angle) / (2 * Math.PI)
  })
}

/**
 * From bins 0..N/2 of an even power spectrum to its autocorrelation at lags 0..N/2. The spectrum of N real numbers as a
 * complex FFT of half the length: even ones its real, odd ones its imaginary parts.
 */
function createCosineTransform(size: number) {
  const half = size / 2
  const angle = (i: number) => (2 * Math.PI * i) / size
  const turns = { cos: Math.cos, sin: Math.sin } as const
  const table = (of: keyof typeof turns, length: number, step: number) =>
    Float64Array.from({ length }, (_, i) => turns[of](angle(i * step)))
  const [cos, sin] = [table("cos", half / 2, 2), table("sin", half / 2, 2)]
  const [lastCos, lastSin] = [table("cos", half + 1, 1), table("sin", half + 1, 1)]
  const re = new Float64Array(half)
  const im = new Float64Array(half)
  const order = Uint32Array.from({ length: half }, (_, i) => reverseBits(i, Math.log2(half)))
  return (power: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < half; i++) {
      const at = order[i] ?? 0
      const even = 2 * i
      const odd = even + 1
      re[at] = power[even <= half ? even : size - even] ?? 0
      im[at] = power[odd <= half ? odd : size - odd] ?? 0
    }
    fftInPlace(re, im, cos, sin)
    for (let k = 0; k <= half; k++) {
      const here = k === half ? 0 : k
      const mirror = k === 0 ? 0 : half - k
      const even = (re[here] ?? 0) + (re[mirror] ?? 0)
      const odd = (im[here] ?? 0) + (im[mirror] ?? 0)
      const skew = (re[here] ?? 0) - (re[mirror] ?? 0)
      out[k] = (even + (lastCos[k] ?? 0) * odd - (lastSin[k] ?? 0) * skew) / 2
    }
  }
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) reversed |= ((value >> bit) & 1) << (bits - 1 - bit)
  return reversed
}

function fftInPlace(re: Float64Array, im: Float64Array, cos: Float64Array, sin: Float64Array) {
  const size = re.length
  for (let half = 1; half < size; half <<= 1) {
    const step = (size / (2 * half)) | 0
    for (let block = 0; block < size; block += half << 1) {
      for (let j = 0; j < half; j++) {
        const a = block + j
        const b = a + half
        const c = cos[j * step] ?? 0
        const s = sin[j * step] ?? 0
        const tRe = (re[b] ?? 0) * c + (im[b] ?? 0) * s
        const tIm = (im[b] ?? 0) * c - (re[b] ?? 0) * s
        re[b] = (re[a] ?? 0) - tRe
        im[b] = (im[a] ?? 0) - tIm
        re[a] = (re[a] ?? 0) + tRe
        im[a] = (im[a] ?? 0) + tIm
      }
    }
  }
}
