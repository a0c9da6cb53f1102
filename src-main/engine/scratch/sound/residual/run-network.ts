/** The residual's network without a compute core: a take is a few thousand frames, and the same numbers come out everywhere. */
import { unpack } from "../../../compute/index.ts"
import {
  CHANNELS,
  DILATIONS,
  MOST_GAIN,
  residualLayout,
  RESIDUAL_INPUTS,
  RESIDUAL_OUTPUTS,
} from "./network.ts"

interface Layer {
  kernel: Float32Array
  bias: Float32Array
  inputs: number
  outputs: number
  taps: number
  dilation: number
}

/** @param x frames x inputs @returns frames x outputs */
export function runResidual(vector: Float32Array, x: Float32Array): Float32Array {
  const tensors = unpack(residualLayout(), vector)
  const layerOf = (name: string, inputs: number, outputs: number, dilation = 0): Layer => ({
    kernel: tensors.get(`${name}.kernel`)!.data as Float32Array,
    bias: tensors.get(`${name}.bias`)!.data as Float32Array,
    ...{ inputs, outputs, dilation, taps: dilation > 0 ? 3 : 1 },
  })
  let hidden = convolved(layerOf("in", RESIDUAL_INPUTS, CHANNELS), x, true)
  for (const [i, dilation] of DILATIONS.entries()) {
    const seen = convolved(layerOf(`layers.${i}`, CHANNELS, CHANNELS, dilation), hidden, true)
    hidden = hidden.map((value, at) => value + seen[at]!)
  }
  const out = convolved(layerOf("out", CHANNELS, RESIDUAL_OUTPUTS), hidden, false)
  return out.map((value) => MOST_GAIN * Math.tanh(0.5 * value))
}

function convolved(layer: Layer, x: Float32Array, isRectified: boolean): Float32Array {
  const { kernel, bias, inputs, outputs, taps, dilation } = layer
  const count = x.length / inputs
  const y = new Float32Array(count * outputs)
  for (let frame = 0; frame < count; frame++)
    for (let o = 0; o < outputs; o++) {
      let sum = bias[o]!
      for (let k = 0; k < taps; k++) {
        const at = frame + (k - (taps - 1) / 2) * dilation
        if (at < 0 || at >= count) continue
        for (let i = 0; i < inputs; i++)
          sum += kernel[(o * inputs + i) * taps + k]! * x[at * inputs + i]!
      }
      y[frame * outputs + o] = isRectified ? Math.max(0, sum) : sum
    }
  return y
}
