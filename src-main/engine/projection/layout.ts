/** Makes layouts of any method comparable on screen. */
import { principalAxes } from "./pca.ts"
import type { OutputDims } from "./points.ts"

const SHOWN_SHARE = 0.99

/**
 * Positions (count x outputDims) centred, turned so that x spreads most and z least, and scaled so that 99 % of the points lie
 * within radius 1. Each axis points to where its third moment is positive (its longer tail), so that the same map never
 * comes out mirrored. Coinciding points come out as zeros.
 */
export function normaliseLayout(positions: Float32Array, outputDims: OutputDims): Float32Array {
  const count = Math.floor(positions.length / outputDims)
  const result = new Float32Array(count * outputDims)
  if (count === 0) return result
  const centred = centre(positions, count, outputDims)
  const axes = principalAxes(scatterOf(centred, count, outputDims), outputDims, outputDims)
  const turned = new Float64Array(count * outputDims)
  for (let axis = 0; axis < outputDims; axis++) {
    let skew = 0
    for (let i = 0; i < count; i++) {
      let sum = 0
      for (let d = 0; d < outputDims; d++) {
        sum += (centred[i * outputDims + d] ?? 0) * (axes[axis * outputDims + d] ?? 0)
      }
      turned[i * outputDims + axis] = sum
      skew += sum ** 3
    }
    if (skew >= 0) continue
    for (let i = axis; i < turned.length; i += outputDims) turned[i] = -(turned[i] ?? 0)
  }
  const radius = radiusOf(turned, count, outputDims)
  const scale = radius > 0 ? 1 / radius : 0
  for (let i = 0; i < turned.length; i++) result[i] = (turned[i] ?? 0) * scale
  return result
}

function centre(positions: Float32Array, count: number, outputDims: number): Float64Array {
  const centred = Float64Array.from(positions.subarray(0, count * outputDims))
  for (let d = 0; d < outputDims; d++) {
    let sum = 0
    for (let i = d; i < centred.length; i += outputDims) sum += centred[i] ?? 0
    for (let i = d; i < centred.length; i += outputDims)
      centred[i] = (centred[i] ?? 0) - sum / count
  }
  return centred
}

function scatterOf(centred: Float64Array, count: number, outputDims: number): Float64Array {
  const scatter = new Float64Array(outputDims * outputDims)
  for (let i = 0; i < count; i++) {
    for (let a = 0; a < outputDims; a++) {
      for (let b = 0; b < outputDims; b++) {
        const product = (centred[i * outputDims + a] ?? 0) * (centred[i * outputDims + b] ?? 0)
        scatter[a * outputDims + b] = (scatter[a * outputDims + b] ?? 0) + product
      }
    }
  }
  return scatter
}

/** The radius that `SHOWN_SHARE` of the points keep within. */
function radiusOf(centred: Float64Array, count: number, outputDims: number): number {
  const squared = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < outputDims; d++) {
      squared[i] = (squared[i] ?? 0) + (centred[i * outputDims + d] ?? 0) ** 2
    }
  }
  squared.sort()
  const shown = squared[Math.min(count - 1, Math.floor(SHOWN_SHARE * (count - 1)))] ?? 0
  return Math.sqrt(shown > 0 ? shown : (squared[count - 1] ?? 0))
}
