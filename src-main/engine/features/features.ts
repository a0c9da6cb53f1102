/**
 * The 26 numbers that place a chunk on the map, all from its mel spectrogram as in "What if machines can see music" (2017):
 * 20 for the colour of the sound, free of loudness and length, and 6 for its shape.
 */
import { createFilterbank, melEdgesHz, type Filterbank } from "./filterbank.ts"
import { describerShape } from "./chunk-grid.ts"
import type { ChunkFrames } from "./chunk-frames.ts"
import { leakageBins } from "./spectra.ts"

export interface Feature {
  name: string
  label: string
  unit: string
  formula: string
}

/** Mel bands of the spectrogram; features use them in pairs. */
export const MEL_BANDS = 40
const COLOUR_BANDS = 20
const LOW_HZ = 27.5
const HIGH_HZ = 16_000
/** The colour of a chunk reaches this far below its strongest band: what lies deeper is not heard beside it. */
const COLOUR_RANGE_DB = 60

export function melFilterbank(sampleRateHz: number): Filterbank {
  const shape = describerShape(sampleRateHz)
  return createFilterbank({
    sampleRateHz,
    fftSize: shape.fftSize,
    edgesHz: melEdgesHz(MEL_BANDS, LOW_HZ, HIGH_HZ),
    gain: 1 / leakageBins(shape),
  })
}

/** Middle frequency of each pair of mel bands, for labels. */
function colourHz(): number[] {
  const edges = melEdgesHz(MEL_BANDS, LOW_HZ, HIGH_HZ)
  return Array.from({ length: COLOUR_BANDS }, (_, pair) => {
    return ((edges[2 * pair + 1] ?? 0) + (edges[2 * pair + 2] ?? 0)) / 2
  })
}

const bandName = (hz: number) =>
  hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(1)} kHz`

/** Column i of `ChunkFeatures.features`. P_b: power in mel band b, a full-scale sine being 1; <.>
 * the mean over the chunk's frames. */
export const FEATURES: readonly Feature[] = [
  ...colourHz().map((hz, pair) => ({
    name: `colour${pair}`,
    label: `Energy around ${bandName(hz)}`,
    unit: "dB",
    formula:
      `C_${pair} - mean(C), where C_i = 10 log10(<P_${2 * pair}> + <P_${2 * pair + 1}> + 1e-8) for i = ${pair},` +
      ` not more than ${COLOUR_RANGE_DB} dB below the largest C`,
  })),
  {
    name: "level",
    label: "Level",
    unit: "dB",
    formula: "10 log10(sum_b <P_b> + 1e-8): -80 for silence",
  },
  {
    name: "centroid",
    label: "Brightness",
    unit: "mel band",
    formula: "sum_b b W_b / sum_b W_b, with W_b = sqrt(<P_b>)",
  },
  {
    name: "spread",
    label: "Width of the spectrum",
    unit: "mel bands",
    formula: "sqrt(sum_b (b - centroid)^2 W_b / sum_b W_b)",
  },
  {
    name: "flatness",
    label: "Noisiness",
    unit: "dB",
    formula: "mean_b 10 log10(<P_b> + e) - 10 log10(mean_b <P_b> + e), e = 1e-6 max_b <P_b>",
  },
  {
    name: "flux",
    label: "Movement",
    unit: "dB per frame",
    formula:
      "mean over frames and bands of |L_b(t) - L_b(t - 1)|, L in dB not below the chunk's peak - 60 dB",
  },
  {
    name: "balance",
    label: "Attack to tail",
    unit: "0..1",
    formula: "sum_t t A(t) / sum_t A(t), A = sqrt(sum_b P_b), t from 0 (begin) to 1 (end)",
  },
]

/** Writes the 26 features of one chunk to `out` from `offset` on. */
export function writeFeatures(chunk: ChunkFrames, out: Float32Array, offset: number): void {
  const { melPower } = chunk
  writeColour(melPower, out, offset)
  const total = melPower.reduce((sum, power) => sum + power, 0)
  const { centroid, spread } = moments(melPower)
  out[offset + COLOUR_BANDS] = 10 * Math.log10(total + 1e-8)
  out[offset + COLOUR_BANDS + 1] = centroid
  out[offset + COLOUR_BANDS + 2] = spread
  out[offset + COLOUR_BANDS + 3] = flatnessDb(melPower)
  out[offset + COLOUR_BANDS + 4] = chunk.fluxDb
  out[offset + COLOUR_BANDS + 5] = temporalCentroid(chunk.amplitudes)
}

function writeColour(melPower: Float64Array, out: Float32Array, offset: number): void {
  const levels = Array.from({ length: COLOUR_BANDS }, (_, pair) => {
    const power = (melPower[2 * pair] ?? 0) + (melPower[2 * pair + 1] ?? 0)
    return 10 * Math.log10(power + 1e-8)
  })
  const floor = Math.max(...levels) - COLOUR_RANGE_DB
  const bounded = levels.map((level) => Math.max(level, floor))
  const mean = bounded.reduce((sum, level) => sum + level, 0) / COLOUR_BANDS
  bounded.forEach((level, pair) => (out[offset + pair] = level - mean))
}

/** Silence sits in the middle band with no width. */
function moments(melPower: Float64Array): { centroid: number; spread: number } {
  let total = 0
  let first = 0
  let second = 0
  melPower.forEach((power, band) => {
    const weight = Math.sqrt(power)
    total += weight
    first += weight * band
    second += weight * band * band
  })
  if (total < 1e-6) return { centroid: (MEL_BANDS - 1) / 2, spread: 0 }
  const centroid = first / total
  return { centroid, spread: Math.sqrt(Math.max(0, second / total - centroid * centroid)) }
}

function flatnessDb(melPower: Float64Array): number {
  const most = melPower.reduce((a, b) => Math.max(a, b), 0)
  if (most < 1e-12) return 0
  const floor = most * 1e-6
  let logs = 0
  let sum = 0
  for (const power of melPower) {
    logs += 10 * Math.log10(power + floor)
    sum += power
  }
  return logs / melPower.length - 10 * Math.log10(sum / melPower.length + floor)
}

/** Where in the chunk its sound lies: 0.5 for an even one, less for a struck one. */
export function temporalCentroid(amplitudes: Float32Array): number {
  let total = 0
  let first = 0
  amplitudes.forEach((amplitude, index) => {
    total += amplitude
    first += (amplitude * (index + 0.5)) / amplitudes.length
  })
  return total < 1e-6 ? 0.5 : first / total
}
