/** Convolutions as a product of matrices per tap: what TensorFlow.js lacks or gets wrong in its own does not matter so. */
import type { OnnxNode } from "../onnx/index.ts"
import type { Tf, TfTensor } from "./tfjs-interpreter.ts"

type Attributes = OnnxNode["attributes"]
type Geometry = [strides: number[], dilations: number[], pads: number[]]

export function createTfjsConvolution(tf: Tf, matMul: (a: TfTensor, b: TfTensor) => TfTensor) {
  const biased = (y: TfTensor, bias: TfTensor | undefined): TfTensor =>
    bias ? tf.add(y, tf.reshape(bias, [-1, ...y.shape.slice(2).map(() => 1)])) : y

  /** Kernel [outputs, inputs, ...taps]. */
  function conv(x: TfTensor, kernel: TfTensor, attributes: Attributes, bias?: TfTensor): TfTensor {
    const [strides, dilations, pads] = geometry(attributes)
    const taps = kernel.shape.slice(2)
    const dimensions = taps.length
    const margins = taps.map((_, i): [number, number] => [pads[i]!, pads[i + dimensions]!])
    const padded = tf.pad(x, [[0, 0], [0, 0], ...margins])
    const size = padded.shape.slice(2).map((length, i) => {
      return Math.floor((length - dilations[i]! * (taps[i]! - 1) - 1) / strides[i]!) + 1
    })
    const front = padded.shape.slice(0, 2)
    const products = positions(taps).map((tap) => {
      const begin = tap.map((index, i) => index * dilations[i]!)
      const end = begin.map((from, i) => from + strides[i]! * (size[i]! - 1) + 1)
      const part = tf.stridedSlice(padded, [0, 0, ...begin], [...front, ...end], [1, 1, ...strides])
      const weights = tf.slice(kernel, [0, 0, ...tap], [-1, -1, ...taps.map(() => 1)])
      const matrix = tf.reshape(weights, [1, kernel.shape[0], kernel.shape[1]!])
      return matMul(matrix, tf.reshape(part, [...front, -1]))
    })
    return biased(tf.reshape(tf.addN(products), [x.shape[0], kernel.shape[0], ...size]), bias)
  }

  /** Kernel [inputs, outputs, ...taps]: a convolution of what was spread out, with the kernel turned round. */
  function convTranspose(
    x: TfTensor,
    kernel: TfTensor,
    attributes: Attributes,
    bias?: TfTensor,
  ): TfTensor {
    const [strides, dilations, pads] = geometry(attributes)
    const more = attributes["output_padding"] as readonly number[]
    const taps = kernel.shape.slice(2)
    const axes = taps.map((_, i) => i + 2)
    const turned = tf.transpose(tf.reverse(kernel, axes), [1, 0, ...axes])
    const spread = strides.reduce((each, step, i) => spreadOut(each, i + 2, step), x)
    const margin = (pad: number, i: number): number => dilations[i]! * (taps[i]! - 1) - pad
    const before = taps.map((_, i) => margin(pads[i]!, i))
    const after = taps.map((_, i) => margin(pads[i + taps.length]!, i) + more[i]!)
    const strideless = { strides: taps.map(() => 1), dilations, pads: [...before, ...after] }
    return conv(spread, turned, strideless, bias)
  }

  /** Zeros between the elements along an axis. */
  function spreadOut(x: TfTensor, axis: number, step: number): TfTensor {
    if (step === 1) return x
    const length = x.shape[axis]!
    const apart = tf.expandDims(x, axis + 1)
    const padding = apart.shape.map((_, i): [number, number] => [0, i === axis + 1 ? step - 1 : 0])
    const shape = x.shape.with(axis, length * step)
    const size = x.shape.with(axis, (length - 1) * step + 1)
    return tf.slice(
      tf.reshape(tf.pad(apart, padding), shape),
      shape.map(() => 0),
      size,
    )
  }
  return { conv, convTranspose }
}

const geometry = (attributes: Attributes): Geometry =>
  ["strides", "dilations", "pads"].map((name) => [
    ...(attributes[name] as readonly number[]),
  ]) as Geometry

const positions = (taps: readonly number[]): number[][] =>
  taps.reduce<number[][]>(
    (all, count) =>
      all.flatMap((each) => Array.from({ length: count }, (_, tap) => [...each, tap])),
    [[]],
  )
