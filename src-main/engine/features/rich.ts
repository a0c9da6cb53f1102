/** Descriptors beyond the map's 26, for a recommender: timbre, harmony, envelope, pitch. All of one chunk, all finite. */
import type { ChunkFrames } from "./chunk-frames.ts"
import { type Feature, MEL_BANDS } from "#shared/contract/features.ts"
import { temporalCentroid } from "./features.ts"
import type { Pitch } from "./pitch.ts"
import { leakageBins, type FrameShape } from "./spectra.ts"

const MFCC_COUNT = 13
const CHROMA_COUNT = 12
const PITCH_CLASSES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

/** Column i of `ChunkFeatures.rich`. P(f): the chunk's mean power spectrum. */
export const RICH_DESCRIPTORS: readonly Feature[] = [
  ...Array.from({ length: MFCC_COUNT }, (_, index) => ({
    name: `mfcc${index}`,
    label: `Timbre coefficient ${index}`,
    unit: "dB",
    formula: `orthonormal DCT-II, coefficient ${index}, of 10 log10(<P_b> + 1e-8) over ${MEL_BANDS} mel bands`,
  })),
  ...PITCH_CLASSES.map((pitchClass) => ({
    name: `chroma${pitchClass.replace("#", "Sharp")}`,
    label: `Share of ${pitchClass}`,
    unit: "0..1",
    formula: `sum of sqrt(P(f)) for f nearest to ${pitchClass} (A4 = 440 Hz, 100-5000 Hz), the 12 summing to 1`,
  })),
  describe("durationSeconds", "Length", "s", "length of the chunk"),
  describe(
    "loudness",
    "Loudness",
    "LUFS",
    "-0.691 + 10 log10 of P weighted by the K curve of ITU-R BS.1770; floor -80",
  ),
  describe("brightness", "Brightness", "Hz", "sum f sqrt(P) / sum sqrt(P) (spectral centroid)"),
  describe("bandwidth", "Bandwidth", "Hz", "sqrt(sum (f - centroid)^2 sqrt(P) / sum sqrt(P))"),
  describe("rolloff", "Roll-off", "Hz", "frequency below which 85 % of P lies"),
  describe("crossingRate", "Zero crossings", "1/s", "changes of sign per second"),
  describe(
    "attackSeconds",
    "Attack",
    "s",
    "from 10 % to 90 % of the chunk's peak amplitude, on its way up",
  ),
  describe(
    "decay",
    "Decay",
    "dB/s",
    "fall of the level from its peak to the end, by least squares; 0 or more",
  ),
  describe("crest", "Peak to mean", "dB", "largest over mean frame amplitude"),
  describe("temporalCentroid", "Attack to tail", "0..1", "where in the chunk its amplitude lies"),
  describe(
    "pitchSemitones",
    "Pitch",
    "MIDI note",
    "69 + 12 log2(pitch / 440 Hz); 0 where unpitched",
  ),
  describe(
    "pitchConfidence",
    "Pitch confidence",
    "0..1",
    "height of the autocorrelation's peak (Boersma 1993)",
  ),
  describe(
    "harmonicity",
    "Harmonics to noise",
    "dB",
    "10 log10(c / (1 - c)) of that height, within -20..40",
  ),
]

export const RICH_COUNT = RICH_DESCRIPTORS.length
export const CROSSING_RATE_COLUMN = RICH_DESCRIPTORS.findIndex(
  ({ name }) => name === "crossingRate",
)

function describe(name: string, label: string, unit: string, formula: string): Feature {
  return { name, label, unit, formula }
}

export interface Descriptors {
  loudnessDb: number
  brightnessHz: number
  pitchHz: number
  pitchConfidence: number
}

/** Writes one chunk's row to `out` from `offset` on; `weights`: see loudnessWeights. */
export function writeRich(
  chunk: ChunkFrames,
  { pitch, weights }: { pitch: Pitch; weights: Float64Array },
  out: Float32Array,
  offset: number,
): Descriptors {
  const spectral = spectralMoments(chunk)
  const loudnessDb = loudnessLufs(chunk, weights)
  const values = [
    ...mfcc(chunk.melPower),
    ...chroma(chunk),
    ...[chunk.seconds, loudnessDb, spectral.centroidHz, spectral.bandwidthHz, spectral.rolloffHz],
    0, // zero crossings: filled in at the end
    ...envelopeShape(chunk),
    temporalCentroid(chunk.amplitudes),
    pitch.hz > 0 ? 69 + 12 * Math.log2(pitch.hz / 440) : 0,
    ...[pitch.confidence, harmonicityDb(pitch.confidence)],
  ]
  out.set(values, offset)
  return {
    loudnessDb,
    brightnessHz: spectral.centroidHz,
    pitchHz: pitch.hz,
    pitchConfidence: pitch.confidence,
  }
}

/** Rows of the orthonormal DCT-II. */
const COSINES = Array.from({ length: MFCC_COUNT }, (_, k) =>
  Float64Array.from({ length: MEL_BANDS }, (__, band) => {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / MEL_BANDS)
    return scale * Math.cos((Math.PI * k * (band + 0.5)) / MEL_BANDS)
  }),
)

function mfcc(melPower: Float64Array): number[] {
  const levels = melPower.map((power) => 10 * Math.log10(power + 1e-8))
  return COSINES.map((row) => {
    let sum = 0
    for (let band = 0; band < MEL_BANDS; band++) sum += (levels[band] ?? 0) * (row[band] ?? 0)
    return sum
  })
}

function chroma({ power, sampleRateHz, fftSize }: ChunkFrames): number[] {
  const classes = new Array<number>(CHROMA_COUNT).fill(0)
  const binHz = sampleRateHz / fftSize
  const last = Math.min(power.length - 2, Math.floor(5000 / binHz))
  let total = 0
  for (let bin = Math.ceil(100 / binHz); bin <= last; bin++) {
    const here = power[bin] ?? 0
    const before = power[bin - 1] ?? 0
    const after = power[bin + 1] ?? 0
    // Only peaks: between the low semitones there are fewer bins than notes, and skirts would name the wrong one.
    if (here < before || here <= after || here < 1e-9) continue
    const hz = (bin + peakShift(before, here, after)) * binHz
    const note = Math.round(69 + 12 * Math.log2(hz / 440))
    const weight = Math.sqrt(here)
    classes[note % CHROMA_COUNT] = (classes[note % CHROMA_COUNT] ?? 0) + weight
    total += weight
  }
  return total > 0 ? classes.map((value) => value / total) : classes
}

/** Where between the bins a peak stands, from the parabola through the three levels. */
function peakShift(before: number, here: number, after: number): number {
  const level = Math.log(here + 1e-30)
  const below = Math.log(before + 1e-30) - level
  const above = Math.log(after + 1e-30) - level
  const bend = below + above
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (below - above) / (2 * bend))) : 0
}

function spectralMoments({ power, sampleRateHz, fftSize }: ChunkFrames) {
  const binHz = sampleRateHz / fftSize
  let weights = 0
  let first = 0
  let second = 0
  let energy = 0
  for (let bin = 0; bin < power.length; bin++) {
    const value = power[bin] ?? 0
    const weight = Math.sqrt(value)
    weights += weight
    first += weight * bin
    second += weight * bin * bin
    energy += value
  }
  if (weights < 1e-6) return { centroidHz: 0, bandwidthHz: 0, rolloffHz: 0 }
  const centroid = first / weights
  const bandwidthHz = Math.sqrt(Math.max(0, second / weights - centroid * centroid)) * binHz
  let below = 0
  let rolloffBin = 0
  while (rolloffBin < power.length && (below += power[rolloffBin] ?? 0) < 0.85 * energy)
    rolloffBin++
  return { centroidHz: centroid * binHz, bandwidthHz, rolloffHz: rolloffBin * binHz }
}

/** Mean square of the chunk under the K weighting, without gates. */
function loudnessLufs({ power }: ChunkFrames, weights: Float64Array): number {
  let sum = 0
  for (let bin = 0; bin < power.length; bin++) sum += (power[bin] ?? 0) * (weights[bin] ?? 0)
  return Math.max(-80, -0.691 + 10 * Math.log10(sum + 1e-12))
}

/** What a bin's power adds to the K-weighted mean square, for `writeRich`: power 1 is a sine, mean square 1/2. */
export function loudnessWeights(shape: FrameShape): Float64Array {
  const { sampleRateHz, fftSize } = shape
  const binHz = sampleRateHz / fftSize
  const scale = 1 / leakageBins(shape) / 2
  return Float64Array.from({ length: fftSize / 2 + 1 }, (_, bin) => scale * kWeight(bin * binHz))
}

/** |H(f)|^2 of BS.1770's two filters as analogue prototypes: a shelf of +4 dB above 1.68 kHz, a high-pass at 38 Hz. */
function kWeight(hz: number): number {
  const x = hz / 1681.97
  const q = 0.70718
  const high = 10 ** (3.99984 / 20)
  const middle = high ** 0.4996667741545416
  const denominator = (1 - x * x) ** 2 + (x / q) ** 2
  const shelf = ((1 - high * x * x) ** 2 + ((middle * x) / q) ** 2) / denominator
  const y = hz / 38.1355
  const highPass = y ** 4 / ((1 - y * y) ** 2 + (y / 0.500327) ** 2)
  return shelf * highPass
}

/** Attack in seconds, decay in dB/s, crest in dB. */
function envelopeShape({ amplitudes, hopSeconds }: ChunkFrames): [number, number, number] {
  let peak = 0
  let peakAt = 0
  let sum = 0
  amplitudes.forEach((amplitude, index) => {
    sum += amplitude
    if (amplitude > peak) {
      peak = amplitude
      peakAt = index
    }
  })
  if (peak < 1e-6) return [0, 0, 0]
  const begin = amplitudes.findIndex((amplitude) => amplitude >= 0.1 * peak)
  const full = amplitudes.findIndex((amplitude) => amplitude >= 0.9 * peak)
  const crest = 20 * Math.log10((peak * amplitudes.length) / sum)
  return [(full - begin) * hopSeconds, decayDb(amplitudes, peakAt) / hopSeconds, crest]
}

/** Fall per frame after the peak, by least squares, as far as it is above -60 dB of the peak. */
function decayDb(amplitudes: Float32Array, peakAt: number): number {
  const peak = amplitudes[peakAt] ?? 0
  const levels: number[] = []
  for (let i = peakAt; i < amplitudes.length; i++) {
    const ratio = (amplitudes[i] ?? 0) / peak
    if (ratio < 1e-3) break
    levels.push(20 * Math.log10(ratio))
  }
  if (levels.length < 2) return 0
  const middle = (levels.length - 1) / 2
  let covariance = 0
  let variance = 0
  levels.forEach((level, index) => {
    covariance += (index - middle) * level
    variance += (index - middle) ** 2
  })
  return Math.max(0, -covariance / variance)
}

function harmonicityDb(confidence: number): number {
  return Math.max(-20, Math.min(40, 10 * Math.log10((confidence + 1e-9) / (1 - confidence + 1e-9))))
}
