/** The two directions in which the points of real loops differ most: a map on which a point never moves. */
import { covarianceOf, principalAxes } from "../../projection/index.ts"

export interface MapAxes {
  /** [dimensions] */
  mean: Float32Array
  /** [2, dimensions]; a product with them is in standard deviations. */
  axes: Float32Array
}

/** @param data rows of `dimensions` numbers */
export function fitAxes(data: Float32Array, dimensions: number): MapAxes {
  const count = data.length / dimensions
  const mean = new Float64Array(dimensions)
  for (const [at, value] of data.entries()) mean[at % dimensions]! += value / count
  const covariance = covarianceOf({ data, count, dims: dimensions }, mean)
  const axes = principalAxes(covariance, dimensions, 2)
  for (const axis of [0, 1]) {
    const own = axes.subarray(axis * dimensions, (axis + 1) * dimensions)
    const deviation = Math.sqrt(varianceAlong(own, covariance))
    for (let i = 0; i < dimensions; i++) own[i]! /= Math.max(1e-6, deviation)
  }
  return {
    mean: Float32Array.from(mean),
    axes: Float32Array.from(axes.subarray(0, 2 * dimensions)),
  }
}

export function placeOf(
  { mean, axes }: MapAxes,
  latent: ArrayLike<number>,
): { x: number; y: number } {
  const along = (axis: number): number =>
    mean.reduce((sum, middle, i) => sum + (latent[i]! - middle) * axes[axis * mean.length + i]!, 0)
  return { x: along(0), y: along(1) }
}

function varianceAlong(axis: Float64Array, covariance: Float64Array): number {
  let variance = 0
  for (const [i, a] of axis.entries())
    for (const [j, b] of axis.entries()) variance += a * b * covariance[i * axis.length + j]!
  return variance
}
