/** Triangular filterbanks in Hz over the bins of an FFT: the mel scale (Slaney's, as librosa) and semitone steps. */

export interface Filterbank {
  /** Number of bands. */
  count: number
  /** count + 2 first bins: segment s covers bins edges[s] to edges[s + 1] - 1. */
  edges: Int32Array
  /** Per bin of segment s: its share for band s; the rest goes to band s - 1. */
  rise: Float32Array
  /** Per band: factor of the sum. */
  norm: Float32Array
  /** Per band: the frequency of its peak. */
  centresHz: Float64Array
}

interface BankOptions {
  sampleRateHz: number
  fftSize: number
  /** count + 2 rising frequencies: foot, peaks, foot. */
  edgesHz: readonly number[]
  /** Factor of every band's sum. */
  gain: number
}

/** Edges above the Nyquist frequency leave their bands empty: they read as silence, so that bands mean the same Hz at every rate. */
export function createFilterbank(options: BankOptions): Filterbank {
  const { sampleRateHz, fftSize, edgesHz } = options
  const bins = fftSize / 2 + 1
  const binHz = sampleRateHz / fftSize
  const count = edgesHz.length - 2
  const edges = Int32Array.from(edgesHz, (hz) => Math.min(bins, Math.ceil(hz / binHz)))
  const rise = new Float32Array(bins)
  for (let segment = 0; segment <= count; segment++) {
    const lowHz = edgesHz[segment] ?? 0
    const highHz = edgesHz[segment + 1] ?? 0
    for (let bin = edges[segment] ?? 0; bin < (edges[segment + 1] ?? 0); bin++) {
      rise[bin] = (bin * binHz - lowHz) / (highHz - lowHz)
    }
  }
  const norm = new Float32Array(count).fill(options.gain)
  return { count, edges, rise, norm, centresHz: Float64Array.from(edgesHz.slice(1, -1)) }
}

/**
 * Steps of 1 / `perOctave` octave, but never closer than `minimumHz`: where the FFT cannot tell neighbours apart, bands
 * grow linear (as the duplicates removed by Boeck & Widmer 2013 do).
 */
export function logEdgesHz(
  perOctave: number,
  lowHz: number,
  highHz: number,
  minimumHz: number,
): number[] {
  const edges = [lowHz]
  for (let hz = lowHz; hz < highHz;) {
    hz = Math.max(hz * 2 ** (1 / perOctave), hz + minimumHz)
    edges.push(hz)
  }
  return edges
}
