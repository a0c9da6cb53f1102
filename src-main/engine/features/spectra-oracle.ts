/** The plain twin of the mel kernel in float64, one frame at a time by the definition of the DFT: slow, and hard to get wrong. */
import type { SpectraOptions } from "./spectra.ts"

/** All frames of a signal: per frame, the bands of every bank. The same definitions as `createSpectra`. */
export function oracleSpectra(options: SpectraOptions, mono: Float32Array): number[][][] {
  const { hopSamples } = options.shape
  const frames = mono.length === 0 ? 1 : Math.floor((mono.length - 1) / hopSamples) + 1
  return Array.from({ length: frames }, (_, frame) => {
    const bins = oracleBins(options, mono, frame * hopSamples)
    return options.banks.map(({ filterbank, offset }) => {
      const sums = new Array<number>(filterbank.count).fill(0)
      for (let segment = 0; segment <= filterbank.count; segment++) {
        const to = filterbank.edges[segment + 1] ?? 0
        for (let bin = filterbank.edges[segment] ?? 0; bin < to; bin++) {
          const share = filterbank.rise[bin] ?? 0
          const value = bins[bin] ?? 0
          if (segment < filterbank.count) sums[segment] = (sums[segment] ?? 0) + share * value
          if (segment > 0) sums[segment - 1] = (sums[segment - 1] ?? 0) + (1 - share) * value
        }
      }
      return sums.map((sum, band) => Math.log2(offset + (filterbank.norm[band] ?? 0) * sum))
    })
  })
}

function oracleBins(options: SpectraOptions, mono: Float32Array, centre: number): number[] {
  const { fftSize, windowSamples } = options.shape
  const first = centre - fftSize / 2 + ((fftSize - windowSamples) >> 1)
  const windowed = Array.from({ length: windowSamples }, (_, i) => {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / windowSamples)
    return (((mono[first + i] ?? 0) * 4) / windowSamples) * hann
  })
  const angle = (step: number) => (2 * Math.PI * step) / fftSize
  const cosines = Float64Array.from({ length: fftSize }, (_, step) => Math.cos(angle(step)))
  const sines = Float64Array.from({ length: fftSize }, (_, step) => Math.sin(angle(step)))
  return Array.from({ length: fftSize / 2 + 1 }, (_, bin) => {
    let re = 0
    let im = 0
    for (let i = 0; i < windowSamples; i++) {
      const step = (bin * i) % fftSize
      re += (windowed[i] ?? 0) * (cosines[step] ?? 0)
      im -= (windowed[i] ?? 0) * (sines[step] ?? 0)
    }
    const power = re * re + im * im
    return options.kind === "magnitude" ? Math.sqrt(power) : power
  })
}
