/** Convolution in one or two dimensions, and its transpose. */
import type { Shape } from "../graph/tensor.ts"
import { operation, shapeText, type Value } from "../graph/value.ts"
import { kernelGradient } from "./kernel-gradient.ts"
import { sum } from "./repeat.ts"
import { stride, transpose } from "./shape.ts"

export interface Geometry {
  /** Steps between outputs, one per dimension; all 1 if left out. */
  strides?: readonly number[]
  dilations?: readonly number[]
  /** Zeros before each dimension, then after each. */
  pads?: readonly number[]
}

/** [batch, inputs, ...size] with a kernel [outputs, inputs, ...taps] to [batch, outputs, ...size]. */
export function conv(x: Value, kernel: Value, given: Geometry & { bias?: Value } = {}): Value {
  const { bias } = given
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
    ...{ type: "Conv", inputs: bias ? [x, kernel, bias] : [x, kernel] },
    attributes: attributesOf(geometry, taps),
    shape: [x.shape[0]!, outputs, ...after],
    gradient: (dy) => [
      inputGradient(dy, kernel, size, geometry),
      kernelGradient(x, dy, taps, geometry),
      sumChannels(dy),
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
  { size: wanted, bias, ...given }: Geometry & { size?: Shape; bias?: Value } = {},
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
    ...{ type: "ConvTranspose", inputs: bias ? [x, kernel, bias] : [x, kernel] },
    attributes: {
      ...attributesOf(geometry, taps),
      output_padding: after.map((length, i) => length - least[i]!),
    },
    shape: [x.shape[0]!, outputs, ...after],
    gradient: (dy) => [
      conv(dy, kernel, geometry),
      kernelGradient(dy, x, taps, geometry),
      sumChannels(dy),
    ],
  })
}

export type CompleteGeometry = Required<Geometry>

const complete = (given: Geometry, taps: Shape): CompleteGeometry => ({
  strides: given.strides ?? taps.map(() => 1),
  dilations: given.dilations ?? taps.map(() => 1),
  pads: given.pads ?? [...taps, ...taps].map(() => 0),
})

const attributesOf = (geometry: CompleteGeometry, taps: Shape) => ({
  ...geometry,
  kernel_shape: taps,
})

/** A bias has one number per channel. */
const sumChannels = (dy: Value): Value =>
  sum(
    dy,
    dy.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis])),
  )

/** Without strides another convolution, with the kernel turned round: measured three times as fast as its transpose. */
function inputGradient(dy: Value, kernel: Value, size: Shape, geometry: CompleteGeometry): Value {
  const { strides, dilations, pads } = geometry
  const taps = kernel.shape.slice(2)
  const reaches = taps.map((count, i) => dilations[i]! * (count - 1))
  const before = reaches.map((reach, i) => reach - pads[i]!)
  const after = reaches.map((reach, i) => reach - pads[i + taps.length]!)
  if (strides.some((step) => step !== 1) || [...before, ...after].some((each) => each < 0))
    return convTranspose(dy, kernel, { ...geometry, size })
  const [outputs, inputs] = kernel.shape.map((_, axis) => axis)
  const turned = taps.reduce((part, _, i) => stride(part, i + 2, -1), kernel)
  const dimensions = taps.map((_, i) => i + 2)
  return conv(dy, transpose(turned, [inputs!, outputs!, ...dimensions]), {
    ...{ dilations, pads: [...before, ...after] },
  })
}
