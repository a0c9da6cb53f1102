/**
 * The gradient of a convolution's kernel: one product of matrices per tap, which measured faster than the same gradient as
 * a convolution.
 */
import { type Shape, sizeOf } from "../graph/tensor.ts"
import type { Value } from "../graph/value.ts"
import type { CompleteGeometry } from "./convolve.ts"
import { matMul } from "./product.ts"
import { reshape, sum } from "./repeat.ts"
import { concat, pad, slice, stride, transpose, transposeMatrix } from "./shape.ts"

/** [outputs, inputs, ...taps] from the wide side [batch, inputs, ...] and the narrow side [batch, outputs, ...]. */
export function kernelGradient(
  wide: Value,
  narrow: Value,
  taps: Shape,
  geometry: CompleteGeometry,
): Value {
  const isDense = geometry.strides.every((step) => step === 1)
  const parts = (isDense ? partsAsRuns : partsByStrides)(wide, narrow, taps, geometry)
  const products = parts.columns.map((column) =>
    reshape(sum(matMul(parts.rows, transposeMatrix(column)), [0]), [
      ...[1, narrow.shape[1]!, wide.shape[1]!],
    ]),
  )
  const all = transpose(concat(products, 0), [1, 2, 0])
  return reshape(all, [narrow.shape[1]!, wide.shape[1]!, ...taps])
}

interface Parts {
  /** [batch, outputs, places] */
  rows: Value
  /** What each tap sees: [batch, inputs, places]. */
  columns: Value[]
}

/**
 * Without strides, what a tap sees is one run of the numbers of a picture with its margin, if the narrow side has zeros
 * where the run goes through the margin: a tap costs a copy, no gathering.
 */
function partsAsRuns(wide: Value, narrow: Value, taps: Shape, geometry: CompleteGeometry): Parts {
  const { dilations, pads } = geometry
  const size = narrow.shape.slice(2)
  const full = size.map((length, i) => length + dilations[i]! * (taps[i]! - 1))
  let margined = wide
  full.forEach((length, i) => {
    const after = length - wide.shape[i + 2]! - pads[i]!
    // One row more than needed: the last run ends in it.
    margined = pad(margined, i + 2, pads[i]!, Math.max(0, after) + (i === 0 ? 1 : 0))
    margined = slice(margined, i + 2, 0, length + (i === 0 ? 1 : 0))
  })
  let rows = narrow
  full.slice(1).forEach((length, i) => {
    rows = pad(rows, i + 3, 0, length - size[i + 1]!)
  })
  const run = sizeOf(full.with(0, size[0]!))
  const flat = reshape(margined, [...margined.shape.slice(0, 2), -1])
  const columns = tapPositions(taps).map((position) => {
    const from = position.reduce((at, tap, i) => {
      return at + tap * dilations[i]! * sizeOf(full.slice(i + 1))
    }, 0)
    return slice(flat, 2, from, from + run)
  })
  return { rows: reshape(rows, [...rows.shape.slice(0, 2), -1]), columns }
}

function partsByStrides(
  wide: Value,
  narrow: Value,
  taps: Shape,
  geometry: CompleteGeometry,
): Parts {
  const { strides, dilations, pads } = geometry
  const [batch, outputs, ...size] = narrow.shape
  const spans = size.map((length, i) => strides[i]! * (length - 1) + 1)
  let margined = wide
  spans.forEach((span, i) => {
    const needed = span + dilations[i]! * (taps[i]! - 1) - wide.shape[i + 2]! - pads[i]!
    margined = pad(margined, i + 2, pads[i]!, Math.max(0, needed))
  })
  const columns = tapPositions(taps).map((position) => {
    let part = margined
    position.forEach((tap, i) => {
      const from = tap * dilations[i]!
      part = stride(slice(part, i + 2, from, from + spans[i]!), i + 2, strides[i]!)
    })
    return reshape(part, [batch!, wide.shape[1]!, -1])
  })
  return { rows: reshape(narrow, [batch!, outputs!, -1]), columns }
}

/** Every position in a kernel, the last dimension fastest. */
const tapPositions = (taps: Shape): number[][] =>
  taps.reduce<number[][]>(
    (positions, count) =>
      positions.flatMap((each) => Array.from({ length: count }, (_, tap) => [...each, tap])),
    [[]],
  )
