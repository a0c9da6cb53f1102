/**
 * The onset function: how much sound begins in each frame. Spectral flux over semitone bands of the log magnitude, against
 * the loudest of the neighbouring bands two frames earlier, so that vibrato is not taken for new notes (SuperFlux:
 * Boeck & Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013).
 */
import { createFilterbank, logEdgesHz } from "./filterbank.ts"
import { createSeries } from "./series.ts"
import { createSpectra, frameShape } from "./spectra.ts"

const WINDOW_SECONDS = 2048 / 44_100
const HOP_SECONDS = 0.01
const LAG_FRAMES = 2

export interface OnsetFunction {
  hopSeconds: number
  /** Per frame, centred at its index times the hop: novelty >= 0. */
  novelty: Float32Array
  /** Per frame: level in dB, full-scale sine 0, floor -80. */
  levelDb: Float32Array
}

export function createOnsetFunction(sampleRateHz: number) {
  const shape = frameShape(sampleRateHz, WINDOW_SECONDS, HOP_SECONDS)
  const binHz = sampleRateHz / shape.fftSize
  const filterbank = createFilterbank({
    sampleRateHz,
    fftSize: shape.fftSize,
    edgesHz: logEdgesHz(24, 30, 17_000, binHz),
    gain: 512,
  })
  const novelty = createSeries()
  const levelDb = createSeries()
  const past = Array.from({ length: LAG_FRAMES }, () => new Float32Array(filterbank.count))
  const spectra = createSpectra(
    { shape, kind: "magnitude", banks: [{ filterbank, offset: 1 }] },
    (frame, [bands = new Float32Array()]) => {
      const before = past[frame % LAG_FRAMES] ?? bands
      novelty.push(frame < LAG_FRAMES ? 0 : risingSum(bands, before) * Math.LOG10E * Math.LN2)
      levelDb.push(bandLevelDb(bands))
      before.set(bands)
    },
  )
  return {
    push: (mono: Float32Array) => spectra.push(mono),
    finish(): OnsetFunction {
      spectra.finish()
      const hopSeconds = shape.hopSamples / sampleRateHz
      return { hopSeconds, novelty: novelty.view(), levelDb: levelDb.view() }
    },
  }
}

function risingSum(bands: Float32Array, before: Float32Array): number {
  let sum = 0
  const last = bands.length - 1
  for (let band = 0; band <= last; band++) {
    const below = before[band > 0 ? band - 1 : 0] ?? 0
    const above = before[band < last ? band + 1 : last] ?? 0
    const rise = (bands[band] ?? 0) - Math.max(below, before[band] ?? 0, above)
    if (rise > 0) sum += rise
  }
  return sum
}

function bandLevelDb(bands: Float32Array): number {
  let sum = 0
  for (const value of bands) sum += value * value
  return Math.max(-80, 20 * Math.log10(Math.sqrt(sum / bands.length) / 10 + 1e-4))
}
