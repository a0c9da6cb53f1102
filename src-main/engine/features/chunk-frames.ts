/** What is gathered of one chunk while its frames pass: enough for every feature and descriptor. */
import type { Filterbank } from "./filterbank.ts"
import { createSeries } from "./series.ts"

export interface ChunkFrames {
  sampleRateHz: number
  fftSize: number
  hopSeconds: number
  /** Mean power per FFT bin; bins below the lowest mel band are left out (0). */
  power: Float64Array
  /** Mean power per mel band. */
  melPower: Float64Array
  /** Per frame: root of the total power. */
  amplitudes: Float32Array
  /** Mean absolute change of the mel bands from frame to frame, dB. */
  fluxDb: number
  seconds: number
}

const DB_PER_LOG2 = 10 * Math.log10(2)
/** Changes deeper than this below the loudest band so far are not heard. */
const FLUX_RANGE_LOG2 = 60 / DB_PER_LOG2

export interface ChunkGatherer {
  /** `addBins` as in Spectra; `bands`: log2 of mel power. */
  add(bands: Float32Array, addBins: (sum: Float64Array, firstBin: number) => number): void
  finish(): Pick<ChunkFrames, "power" | "melPower" | "amplitudes" | "fluxDb">
}

export function createGatherer(filterbank: Filterbank, fftSize: number): ChunkGatherer {
  const power = new Float64Array(fftSize / 2 + 1)
  const firstBin = filterbank.edges[0] ?? 1
  const amplitudes = createSeries()
  const before = new Float32Array(filterbank.count)
  let loudest = -Infinity
  let flux = 0
  return {
    add(bands, addBins) {
      amplitudes.push(amplitudeOf(addBins(power, firstBin)))
      for (const value of bands) if (value > loudest) loudest = value
      const floor = loudest - FLUX_RANGE_LOG2
      for (let band = 0; band < bands.length; band++) {
        const value = Math.max(floor, bands[band] ?? 0)
        if (amplitudes.length > 1) flux += Math.abs(value - Math.max(floor, before[band] ?? 0))
        before[band] = value
      }
    },
    finish() {
      const frames = Math.max(1, amplitudes.length)
      const mean = power.map((sum) => finite(sum / frames))
      const changes = Math.max(1, amplitudes.length - 1) * filterbank.count
      return {
        power: mean,
        melPower: applyFilterbank(filterbank, mean),
        amplitudes: amplitudes.view().slice(),
        fluxDb: (flux / changes) * DB_PER_LOG2,
      }
    },
  }
}

const amplitudeOf = (power: number) => Math.sqrt(finite(power))

/** A NaN or infinite sample spoils its own frames only. */
const finite = (value: number) => (Number.isFinite(value) ? Math.max(0, value) : 0)

function applyFilterbank(bank: Filterbank, power: Float64Array): Float64Array {
  const bands = new Float64Array(bank.count)
  for (let segment = 0; segment <= bank.count; segment++) {
    const to = bank.edges[segment + 1] ?? 0
    for (let bin = bank.edges[segment] ?? 0; bin < to; bin++) {
      const share = bank.rise[bin] ?? 0
      const value = power[bin] ?? 0
      if (segment < bank.count) bands[segment] = (bands[segment] ?? 0) + share * value
      if (segment > 0) bands[segment - 1] = (bands[segment - 1] ?? 0) + (1 - share) * value
    }
  }
  return bands.map((value, band) => value * (bank.norm[band] ?? 0))
}
