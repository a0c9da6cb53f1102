/**
 * What a deck's physics leave out, told by a small network over time: convolutions that look ever farther (S. Bai, J. Kolter and
 * V. Koltun, 2018), 6 layers of 16 channels, some 7,000 numbers. It sees the bands that the physics make, the record's speed and
 * the gate, and says how much louder each band is, and how loud the rig's own noise.
 */
import {
  add,
  convolution,
  input,
  layoutOf,
  mul,
  type ParameterLayout,
  type Parameters,
  relu,
  tanh,
  type Value,
} from "../../../compute/index.ts"
import { BANDS } from "../spectra/bands.ts"

/** Beside the bands: speed, its octaves, acceleration, gate. */
export const CONTROLS = 4
export const RESIDUAL_INPUTS = BANDS + CONTROLS
export const RESIDUAL_OUTPUTS = 2 * BANDS
export const CHANNELS = 16
export const DILATIONS = [1, 2, 4, 8, 16, 32] as const
/** Frames that an output looks at to each side. */
export const REACH = DILATIONS.reduce((sum, dilation) => sum + dilation, 0)
/** Nothing is made louder or softer by more: natural logarithm of a power. */
export const MOST_GAIN = 3

/** [batch, inputs, time] to [batch, outputs, time]: gains of the bands, then levels of the noise. */
export function residualNetwork(parameters: Parameters, x: Value): Value {
  const wide = convolution(parameters.within("in"), x, { outputs: CHANNELS, taps: [1] })
  let hidden = relu(wide)
  for (const [i, dilation] of DILATIONS.entries()) {
    const seen = convolution(parameters.within(`layers.${i}`), hidden, {
      ...{ outputs: CHANNELS, taps: [3], dilations: [dilation], pads: [dilation, dilation] },
    })
    hidden = add(hidden, relu(seen))
  }
  const out = convolution(parameters.within("out"), hidden, {
    ...{ outputs: RESIDUAL_OUTPUTS, taps: [1] },
  })
  return mul(tanh(mul(out, 0.5)), MOST_GAIN)
}

export function residualLayout(): ParameterLayout {
  return layoutOf((parameters) => residualNetwork(parameters, input("x", [1, RESIDUAL_INPUTS, 8])))
}
