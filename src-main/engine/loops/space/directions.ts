/**
 * Ways through a space along which loops get more of something and else stay as they are: how points change on average with one
 * attribute while the others are the same, by least squares (attribute vectors as in Roberts et al. 2018, made independent).
 */

/**
 * @param points [count, dimensions]
 * @param measured attributes of each, in standard deviations
 * @returns [attributes, dimensions]: what a point moves by for one standard deviation more
 */
export function fitDirections(
  points: Float32Array,
  measured: readonly (readonly number[])[],
): Float32Array {
  const attributes = measured[0]!.length
  const dimensions = points.length / measured.length
  const middles = middlesOf(measured)
  // Of attributes with one another, and with the dimensions: both sides of the normal equations.
  const rows = Array.from({ length: attributes }, () => new Float64Array(attributes + dimensions))
  for (const [at, values] of measured.entries())
    for (const [one, row] of rows.entries()) {
      const off = values[one]! - middles[one]!
      for (let other = 0; other < attributes; other++)
        row[other]! += off * (values[other]! - middles[other]!)
      for (let i = 0; i < dimensions; i++)
        row[attributes + i]! += off * points[at * dimensions + i]!
    }
  solve(rows, attributes)
  const directions = new Float32Array(attributes * dimensions)
  for (const [at, row] of rows.entries()) directions.set(row.subarray(attributes), at * dimensions)
  return directions
}

function middlesOf(measured: readonly (readonly number[])[]): number[] {
  return measured[0]!.map(
    (_, at) => measured.reduce((sum, values) => sum + values[at]!, 0) / measured.length,
  )
}

/** So that attributes that are always the same leave no row of zeros. */
const RIDGE = 1e-3

/** Gauss-Jordan elimination of the first `size` columns, a covariance, with what stands beside them. */
function solve(rows: readonly Float64Array[], size: number): void {
  for (let at = 0; at < size; at++) rows[at]![at]! += RIDGE * (rows[at]![at]! + 1)
  for (let at = 0; at < size; at++) {
    const row = rows[at]!
    const pivot = row[at]!
    for (let i = 0; i < row.length; i++) row[i]! /= pivot
    for (const other of rows) {
      if (other === row) continue
      const factor = other[at]!
      for (let i = 0; i < row.length; i++) other[i]! -= factor * row[i]!
    }
  }
}
