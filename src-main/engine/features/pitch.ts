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
/** Below this height a peak is called unpitched. */
const VOICED = 0.35
/** A peak an octave lower is always as high: the shorter period wins unless it is clearly lower. */
const OCTAVE_COST = 0.03

export interface PitchFinder {
  find(power: Float64Array): Pitch
}

export function createPitchFinder(shape: {
  sampleRateHz: number
  fftSize: number
  windowSamples: number
}): PitchFinder {
  const { sampleRateHz, fftSize, windowSamples } = shape
  const transform = createCosineTransform(fftSize)
  const windowCorrelation = hannAutocorrelation(windowSamples)
  const shortest = Math.max(2, Math.floor(sampleRateHz / HIGHEST_HZ))
  // Beyond 60 % of the window its autocorrelation is too small to divide by.
  const longest = Math.min(Math.ceil(sampleRateHz / LOWEST_HZ), Math.floor(windowSamples * 0.6))
  const correlation = new Float64Array(fftSize)
  return {
    find(power) {
      transform(power, correlation)
      const whole = correlation[0] ?? 0
      if (!(whole > 1e-12)) return { hz: 0, confidence: 0 }
      for (let lag = 0; lag <= longest + 1; lag++) {
        correlation[lag] = (correlation[lag] ?? 0) / whole / (windowCorrelation[lag] ?? 1)
      }
      const { lag, height } = highestPeak(correlation, shortest, longest)
      const confidence = Math.max(0, Math.min(1, height))
      return { hz: confidence < VOICED ? 0 : sampleRateHz / lag, confidence }
    },
  }
}

function highestPeak(correlation: Float64Array, shortest: number, longest: number) {
  let best = { lag: 1, height: 0, score: -Infinity }
  for (let lag = shortest; lag <= longest; lag++) {
    const before = correlation[lag - 1] ?? 0
    const here = correlation[lag] ?? 0
    const after = correlation[lag + 1] ?? 0
    if (here <= before || here < after) continue
    const bend = before - 2 * here + after
    const shift = bend < 0 ? (before - after) / (2 * bend) : 0
    const height = here - ((before - after) * shift) / 4
    const score = height - OCTAVE_COST * Math.log2(lag / shortest)
    if (score > best.score) best = { lag: lag + shift, height, score }
  }
  return best
}

/** Normalised to 1 at lag 0 (Boersma 1993, eq. 8). */
function hannAutocorrelation(windowSamples: number): Float64Array {
  return Float64Array.from({ length: windowSamples }, (_, lag) => {
    const x = lag / windowSamples
    const angle = 2 * Math.PI * x
    return (1 - x) * (2 / 3 + Math.cos(angle) / 3) + Math.sin(angle) / (2 * Math.PI)
  })
}

/** From bins 0..N/2 of an even power spectrum to its autocorrelation: a complex FFT of length N, real part kept. */
function createCosineTransform(size: number) {
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size))
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size))
  const imaginary = new Float64Array(size)
  const order = Uint32Array.from({ length: size }, (_, i) => reverseBits(i, Math.log2(size)))
  return (power: Float64Array, out: Float64Array): void => {
    imaginary.fill(0)
    for (let i = 0; i <= size / 2; i++) {
      const value = power[i] ?? 0
      out[order[i] ?? 0] = value
      if (i > 0) out[order[size - i] ?? 0] = value
    }
    fftInPlace(out, imaginary, cos, sin)
  }
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) reversed |= ((value >> bit) & 1) << (bits - 1 - bit)
  return reversed
}

function fftInPlace(re: Float64Array, im: Float64Array, cos: Float64Array, sin: Float64Array) {
  const size = re.length
  for (let half = 1; half < size; half *= 2) {
    const step = size / (2 * half)
    for (let block = 0; block < size; block += 2 * half) {
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
