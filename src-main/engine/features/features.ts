/** Computes the 26 features of a chunk; what they are stands in #shared/contract/features. */
import {
  COLOUR_BANDS,
  COLOUR_RANGE_DB,
  MEL_BANDS,
  MEL_HIGH_HZ,
  MEL_LOW_HZ,
} from "#shared/contract/features.ts"
import { melEdgesHz } from "#shared/music/mel.ts"
import { createFilterbank, type Filterbank } from "./filterbank.ts"
import { describerShape } from "./chunk-grid.ts"
import type { ChunkFrames } from "./chunk-frames.ts"
import { leakageBins } from "./spectra.ts"

export function melFilterbank(sampleRateHz: number): Filterbank {
  const shape = describerShape(sampleRateHz)
  return createFilterbank({
    sampleRateHz,
    fftSize: shape.fftSize,
    edgesHz: melEdgesHz(MEL_BANDS, MEL_LOW_HZ, MEL_HIGH_HZ),
    gain: 1 / leakageBins(shape),
  })
}

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
