/** Convolutions with a bias: over time [batch, channels, time] or pictures [batch, channels, height, width]. */
import type { Shape } from "../graph/tensor.ts"
import type { Value } from "../graph/value.ts"
import { conv, convTranspose } from "../operators/index.ts"
import { filledWith, scaledTo } from "./initial.ts"
import type { Parameters } from "./parameters.ts"

interface ConvolutionOptions {
  outputs: number
  /** The kernel's size in each dimension. */
  taps: Shape
  strides?: readonly number[]
  dilations?: readonly number[]
  /** Zeros before each dimension, then after each. */
  pads?: readonly number[]
}

export function convolution(
  parameters: Parameters,
  x: Value,
  { outputs, taps, ...geometry }: ConvolutionOptions,
): Value {
  const inputs = x.shape[1]!
  const initial = scaledTo(taps.reduce((product, size) => product * size, inputs))
  const kernel = parameters.parameter("kernel", [outputs, inputs, ...taps], { initial })
  return conv(x, kernel, { ...geometry, bias: biasOf(parameters, outputs) })
}

/** Makes larger what a convolution with the same strides made smaller. */
export function transposedConvolution(
  parameters: Parameters,
  x: Value,
  { outputs, taps, ...geometry }: ConvolutionOptions,
): Value {
  const inputs = x.shape[1]!
  const initial = scaledTo(inputs)
  const kernel = parameters.parameter("kernel", [inputs, outputs, ...taps], { initial })
  return convTranspose(x, kernel, { ...geometry, bias: biasOf(parameters, outputs) })
}

const biasOf = (parameters: Parameters, outputs: number): Value =>
  parameters.parameter("bias", [outputs], { initial: filledWith(0) })
