/**
 * Brings columns of different units to one scale, for distances: minus the median, divided by the spread of the middle
 * half as if normal (IQR / 1.349), and softly bounded, so that a few odd chunks neither set the scale nor rule the map.
 */

const SIGMA_PER_IQR = 1.349
const SIGMA_PER_90_PERCENT = 3.29
/** Beyond this many sigmas values are pressed together. */
const SOFT_SIGMAS = 4

/** `features`: count x dims, row-major. A column that never changes becomes 0. Returns a new table. */
export function standardise(features: Float32Array, count: number): Float32Array {
  const dims = count > 0 ? features.length / count : 0
  const table = new Float32Array(features.length)
  const column = new Float64Array(count)
  for (let dim = 0; dim < dims; dim++) {
    for (let row = 0; row < count; row++) column[row] = finite(features[row * dims + dim])
    const { middle, sigma } = robustScale(column)
    for (let row = 0; row < count; row++) {
      const z = sigma > 0 ? (finite(features[row * dims + dim]) - middle) / sigma : 0
      table[row * dims + dim] = SOFT_SIGMAS * Math.tanh(z / SOFT_SIGMAS)
    }
  }
  return table
}

const finite = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : 0

function robustScale(column: Float64Array): { middle: number; sigma: number } {
  const sorted = Float64Array.from(column).sort()
  const middle = quantile(sorted, 0.5)
  const range = (share: number) => quantile(sorted, 1 - share) - quantile(sorted, share)
  const middleHalf = range(0.25) / SIGMA_PER_IQR
  // Where most values are the same, the middle half says too little.
  const most = range(0.05) / SIGMA_PER_90_PERCENT / 4
  const sigma = Math.max(middleHalf, most) || standardDeviation(sorted)
  return { middle, sigma: sigma > 1e-6 ? sigma : 0 }
}

function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? 0
  return low + (high - low) * (at - Math.floor(at))
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / values.length)
}
