/** What is gathered of one chunk while its frames pass: enough for every feature and descriptor. */
import type { Filterbank } from "./filterbank.ts"
import { createSeries } from "./series.ts"
import type { BinSum } from "./spectra.ts"

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

/** Gathers one chunk after the other: `finish` empties it. */
export interface ChunkGatherer {
  /** Within the sink of the spectra; `bands`: log2 of the frame's mel power. */
  add(bands: Float32Array): void
  /** The arrays are valid until the next `add`. */
  finish(): Pick<ChunkFrames, "power" | "melPower" | "amplitudes" | "fluxDb">
}

export function createGatherer(filterbank: Filterbank, { sum, add }: BinSum): ChunkGatherer {
  const power = new Float64Array(sum.length)
  const melPower = new Float64Array(filterbank.count)
  const firstBin = filterbank.edges[0] ?? 1
  const amplitudes = createSeries()
  const before = new Float32Array(filterbank.count)
  // One-element arrays: numbers written to captured variables would each be allocated.
  const loudest = new Float64Array(1).fill(-Infinity)
  const flux = new Float64Array(1)
  let frames = 0
  return {
    add(bands) {
      if (frames++ === 0) amplitudes.clear()
      amplitudes.push(Math.sqrt(add(firstBin)))
      let top = loudest[0] ?? 0
      for (const value of bands) if (value > top) top = value
      loudest[0] = top
      const change = changeAbove(top - FLUX_RANGE_LOG2, bands, before)
      if (frames > 1) flux[0] = (flux[0] ?? 0) + change
    },
    finish() {
      for (let bin = 0; bin < sum.length; bin++) power[bin] = (sum[bin] ?? 0) / Math.max(1, frames)
      applyFilterbank(filterbank, power, melPower)
      const changes = Math.max(1, frames - 1) * filterbank.count
      const fluxDb = ((flux[0] ?? 0) / changes) * DB_PER_LOG2
      const gathered = { power, melPower, amplitudes: amplitudes.view(), fluxDb }
      if (frames === 0) gathered.amplitudes = new Float32Array(0)
      sum.fill(0)
      loudest[0] = -Infinity
      flux[0] = 0
      frames = 0
      return gathered
    },
  }
}

/** Sum of the bands' absolute changes above a floor; `before` takes this frame's levels. */
function changeAbove(floor: number, bands: Float32Array, before: Float32Array): number {
  let sum = 0
  for (let band = 0; band < bands.length; band++) {
    const value = bands[band] ?? 0
    const here = value > floor ? value : floor
    const was = before[band] ?? 0
    sum += Math.abs(here - (was > floor ? was : floor))
    before[band] = here
  }
  return sum
}

function applyFilterbank(bank: Filterbank, power: Float64Array, bands: Float64Array): void {
  let opened = 0
  for (let segment = 0; segment <= bank.count; segment++) {
    let rising = 0
    let falling = 0
    const to = bank.edges[segment + 1] ?? 0
    for (let bin = bank.edges[segment] ?? 0; bin < to; bin++) {
      const value = power[bin] ?? 0
      const part = value * (bank.rise[bin] ?? 0)
      rising += part
      falling += value - part
    }
    if (segment > 0) bands[segment - 1] = (opened + falling) * (bank.norm[segment - 1] ?? 0)
    opened = rising
  }
}
