/**
 * Principal components by orthogonal (subspace) iteration on the covariance (Golub & Van Loan, Matrix Computations, 8.2).
 * Components are ordered by variance; each points to where its largest loading is positive.
 */
import { checkPoints, type OutputDims, type Points } from "./points.ts"

export interface PcaOptions extends Points {
  outputDims: OutputDims
}

const SWEEPS = 64

/**
 * Positions on the first `outputDims` components, count x outputDims, centred. Missing components are 0.
 * @throws StudioError invalid-input.
 */
export function projectPca({ outputDims, ...points }: PcaOptions): Float32Array {
  return Float32Array.from(projectComponents(points, outputDims))
}

/** The same for any number of components, in double precision. */
export function projectComponents(points: Points, components: number): Float64Array {
  checkPoints(points)
  const { data, count, dims } = points
  const mean = columnMeans(points)
  const axes = principalAxes(covarianceOf(points, mean), dims, components)
  const positions = new Float64Array(count * components)
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < components; axis++) {
      let sum = 0
      for (let d = 0; d < dims; d++) {
        sum += ((data[i * dims + d] ?? 0) - (mean[d] ?? 0)) * (axes[axis * dims + d] ?? 0)
      }
      positions[i * components + axis] = sum
    }
  }
  return positions
}

function columnMeans({ data, count, dims }: Points): Float64Array {
  const mean = new Float64Array(dims)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < dims; d++) mean[d] = (mean[d] ?? 0) + (data[i * dims + d] ?? 0)
  }
  return mean.map((sum) => sum / Math.max(1, count))
}

/** dims x dims. */
export function covarianceOf({ data, count, dims }: Points, mean: Float64Array): Float64Array {
  const sums = new Float64Array(dims * dims)
  const row = new Float64Array(dims)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < dims; d++) row[d] = (data[i * dims + d] ?? 0) - (mean[d] ?? 0)
    for (let a = 0; a < dims; a++) {
      const left = row[a] ?? 0
      for (let b = 0; b <= a; b++)
        sums[a * dims + b] = (sums[a * dims + b] ?? 0) + left * (row[b] ?? 0)
    }
  }
  const scale = 1 / Math.max(1, count - 1)
  for (let a = 0; a < dims; a++) {
    for (let b = 0; b <= a; b++) {
      const value = (sums[a * dims + b] ?? 0) * scale
      sums[a * dims + b] = value
      sums[b * dims + a] = value
    }
  }
  return sums
}

/** The `wanted` leading eigenvectors of a symmetric matrix, one a row; rows beyond its rank are 0. */
export function principalAxes(matrix: Float64Array, size: number, wanted: number): Float64Array {
  const width = Math.min(size, wanted + 5)
  let basis = Float64Array.from({ length: width * size }, (_, i) => startValue(i))
  orthonormalise(basis, width, size)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    basis = multiplyRows(basis, width, matrix, size)
    orthonormalise(basis, width, size)
  }
  const image = multiplyRows(basis, width, matrix, size)
  const variances = Float64Array.from({ length: width }, (_, r) =>
    dot(basis, image, r * size, r * size, size),
  )
  const order = [...variances.keys()].sort((a, b) => (variances[b] ?? 0) - (variances[a] ?? 0))
  const axes = new Float64Array(wanted * size)
  order.slice(0, wanted).forEach((from, to) => {
    axes.set(towardsLargest(basis.subarray(from * size, (from + 1) * size)), to * size)
  })
  return axes
}

/** A fixed start without symmetry, so that no axis is missed. */
function startValue(i: number): number {
  const wave = (i + 1) * 0.618_033_988_749_895
  return wave - Math.floor(wave) - 0.5
}

function multiplyRows(
  rows: Float64Array,
  count: number,
  matrix: Float64Array,
  size: number,
): Float64Array<ArrayBuffer> {
  const result = new Float64Array(count * size)
  for (let r = 0; r < count; r++) {
    for (let c = 0; c < size; c++)
      result[r * size + c] = dot(rows, matrix, r * size, c * size, size)
  }
  return result
}

/** Modified Gram-Schmidt, twice for accuracy; a dependent row becomes 0. */
function orthonormalise(rows: Float64Array, count: number, size: number): void {
  for (let r = 0; r < count; r++) {
    const before = Math.sqrt(dot(rows, rows, r * size, r * size, size))
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < r; other++) {
        const overlap = dot(rows, rows, r * size, other * size, size)
        for (let d = 0; d < size; d++) {
          rows[r * size + d] = (rows[r * size + d] ?? 0) - overlap * (rows[other * size + d] ?? 0)
        }
      }
    }
    const length = Math.sqrt(dot(rows, rows, r * size, r * size, size))
    const scale = length > 1e-10 * before && length > 1e-150 ? 1 / length : 0
    for (let d = 0; d < size; d++) rows[r * size + d] = (rows[r * size + d] ?? 0) * scale
  }
}

function dot(
  a: Float64Array,
  b: Float64Array,
  fromA: number,
  fromB: number,
  length: number,
): number {
  let sum = 0
  for (let d = 0; d < length; d++) sum += (a[fromA + d] ?? 0) * (b[fromB + d] ?? 0)
  return sum
}

function towardsLargest(axis: Float64Array): Float64Array {
  let largest = 0
  for (const value of axis) if (Math.abs(value) > Math.abs(largest) + 1e-12) largest = value
  return largest < 0 ? axis.map((value) => -value) : axis
}
