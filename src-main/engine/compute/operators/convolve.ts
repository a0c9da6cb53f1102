/**
 * Convolution in one or two dimensions and its transpose. The gradient of a kernel is one product of matrices per tap, which
 * measured faster than the same gradient as a convolution.
 */
import type { Shape } from "../graph/tensor.ts"
import { operation, shapeText, type Value } from "../graph/value.ts"
import { matMul } from "./product.ts"
import { reshape, sum } from "./repeat.ts"
import { concat, pad, slice, stride, transpose, transposeMatrix } from "./shape.ts"

interface Geometry {
  /** Steps between outputs, one per dimension; all 1 if left out. */
  strides?: readonly number[]
  dilations?: readonly number[]
  /** Zeros before each dimension, then after each. */
  pads?: readonly number[]
}

/** [batch, inputs, ...size] with a kernel [outputs, inputs, ...taps] to [batch, outputs, ...size]. */
export function conv(x: Value, kernel: Value, given: Geometry = {}): Value {
  const [, channels, ...size] = x.shape
  const [outputs, inputs, ...taps] = kernel.shape
  if (channels === undefined || outputs === undefined || channels !== inputs)
    throw new RangeError(`A kernel ${shapeText(kernel)} does not fit ${shapeText(x)}`)
  const geometry = complete(given, taps)
  const { strides, dilations, pads } = geometry
  const after = size.map((length, i) => {
    const reach = dilations[i]! * (taps[i]! - 1) + 1
    return Math.floor((length + pads[i]! + pads[i + size.length]! - reach) / strides[i]!) + 1
  })
  return operation({
    ...{ type: "Conv", inputs: [x, kernel], attributes: attributesOf(geometry, taps) },
    shape: [x.shape[0]!, outputs, ...after],
    gradient: (dy) => [
      convTranspose(dy, kernel, { ...geometry, size }),
      kernelGradient(x, dy, taps, geometry),
    ],
  })
}

/**
 * What a convolution's gradient does to its output: [batch, inputs, ...size] with a kernel [inputs, outputs, ...taps] to
 * [batch, outputs, ...size]. Where strides leave the size open, `size` says it.
 */
export function convTranspose(
  x: Value,
  kernel: Value,
  { size: wanted, ...given }: Geometry & { size?: Shape } = {},
): Value {
  const [, channels, ...size] = x.shape
  const [inputs, outputs, ...taps] = kernel.shape
  if (channels === undefined || outputs === undefined || channels !== inputs)
    throw new RangeError(`A kernel ${shapeText(kernel)} does not fit ${shapeText(x)}`)
  const geometry = complete(given, taps)
  const { strides, dilations, pads } = geometry
  const least = size.map((length, i) => {
    const reach = dilations[i]! * (taps[i]! - 1) + 1
    return strides[i]! * (length - 1) + reach - pads[i]! - pads[i + size.length]!
  })
  const after = wanted ?? least
  return operation({
    ...{ type: "ConvTranspose", inputs: [x, kernel] },
    attributes: {
      ...attributesOf(geometry, taps),
      output_padding: after.map((length, i) => length - least[i]!),
    },
    shape: [x.shape[0]!, outputs, ...after],
    gradient: (dy) => [conv(dy, kernel, geometry), kernelGradient(dy, x, taps, geometry)],
  })
}

type CompleteGeometry = Required<Geometry>

const complete = (given: Geometry, taps: Shape): CompleteGeometry => ({
  strides: given.strides ?? taps.map(() => 1),
  dilations: given.dilations ?? taps.map(() => 1),
  pads: given.pads ?? [...taps, ...taps].map(() => 0),
})

const attributesOf = (geometry: CompleteGeometry, taps: Shape) => ({
  ...geometry,
  kernel_shape: taps,
})

/** [outputs, inputs, ...taps] from the wide side [batch, inputs, ...] and the narrow side [batch, outputs, ...]. */
function kernelGradient(wide: Value, narrow: Value, taps: Shape, geometry: CompleteGeometry): Value {
  const { strides, dilations, pads } = geometry
  const [batch, outputs, ...size] = narrow.shape
  const inputs = wide.shape[1]!
  const rows = reshape(narrow, [batch!, outputs!, -1])
  let padded = wide
  taps.forEach((_, i) => {
    const reach = strides[i]! * (size[i]! - 1) + dilations[i]! * (taps[i]! - 1) + 1
    const needed = Math.max(0, reach - padded.shape[i + 2]! - pads[i]!)
    padded = pad(padded, i + 2, pads[i]!, needed)
  })
  const products = tapPositions(taps).map((position) => {
    let part = padded
    position.forEach((tap, i) => {
      const from = tap * dilations[i]!
      part = slice(part, i + 2, from, from + strides[i]! * (size[i]! - 1) + 1)
      part = stride(part, i + 2, strides[i]!)
    })
    const columns = transposeMatrix(reshape(part, [batch!, inputs, -1]))
    return reshape(sum(matMul(rows, columns), [0]), [1, outputs!, inputs])
  })
  return reshape(transpose(concat(products, 0), [1, 2, 0]), [outputs!, inputs, ...taps])
}

/** Every position in a kernel, the last dimension fastest. */
const tapPositions = (taps: Shape): number[][] =>
  taps.reduce<number[][]>(
    (positions, count) =>
      positions.flatMap((each) => Array.from({ length: count }, (_, tap) => [...each, tap])),
    [[]],
  )
