/** The models that tests/bench/compute.ts times; peers/compute.py has the same ones in PyTorch. */
import {
  adamW,
  add,
  constantRate,
  encodeModel,
  initialState,
  initialVector,
  lower,
  type SessionSpec,
  trainingStep,
  attention,
  concat,
  convolution,
  crossEntropy,
  embedding,
  gelu,
  gru,
  input,
  integers,
  floats,
  layerNorm,
  layoutOf,
  linear,
  meanSquaredError,
  type ParameterLayout,
  type Parameters,
  relu,
  type Shape,
  sizeOf,
  type Tensors,
  transposedConvolution,
  type Value,
} from "#engine/compute/index.ts"

export interface BenchModel {
  layout: ParameterLayout
  loss: (parameters: Parameters) => Value
  inputs: Record<string, Value>
  batch: Tensors
  /** Tokens, steps in time or pictures, whatever it is told by. */
  count: number
}

const VOCABULARY = 256
const HEADS = 4

/** Pre-norm decoder on 8 sequences of 128. */
export function transformer({ width, layers }: { width: number; layers: number }): BenchModel {
  const shape = [8, 128]
  const [tokens, targets] = [input("tokens", shape, "int32"), input("targets", shape, "int32")]
  const loss = (parameters: Parameters): Value => {
    let x = embedding(parameters.within("tokens"), tokens, { count: VOCABULARY, width })
    for (let i = 0; i < layers; i++) {
      const block = parameters.within(`blocks.${i}`)
      const [one, two] = ["norm1", "norm2"].map((name) => block.within(name)) as [
        Parameters,
        Parameters,
      ]
      x = add(x, attention(block.within("attention"), layerNorm(one, x), { heads: HEADS }))
      const wide = gelu(linear(block.within("wide"), layerNorm(two, x), { outputs: 4 * width }))
      x = add(x, linear(block.within("narrow"), wide, { outputs: width }))
    }
    const last = layerNorm(parameters.within("norm"), x)
    return crossEntropy(linear(parameters.within("head"), last, { outputs: VOCABULARY }), targets)
  }
  const ids = Int32Array.from({ length: sizeOf(shape) + 1 }, (_, i) => (i * i * 7 + i) % 251)
  const batch = {
    tokens: integers(ids.slice(0, -1), shape),
    targets: integers(ids.slice(1), shape),
  }
  return { layout: layoutOf(loss), loss, inputs: { tokens, targets }, batch, count: sizeOf(shape) }
}

/** 64 steps of 32 sequences. */
export function recurrent({ width }: { width: number }): BenchModel {
  return regression([64, 32, width], (parameters, x) => {
    const { y } = gru(parameters.within("gru"), x, { width })
    return linear(parameters.within("head"), y, { outputs: width })
  })
}

/** Four pictures of 128 x 128 through three levels (Ronneberger et al. 2015). */
export function uNet({ width }: { width: number }): BenchModel {
  return regression([4, 1, 128, 128], (parameters, x) => {
    const down = (name: string, from: Value, outputs: number, stride = 1): Value => {
      const options = { outputs, taps: [3, 3], strides: [stride, stride], pads: [1, 1, 1, 1] }
      return convolution(parameters.within(name), from, options)
    }
    const up = (name: string, from: Value, outputs: number): Value =>
      transposedConvolution(parameters.within(name), from, {
        outputs,
        taps: [2, 2],
        strides: [2, 2],
      })
    const one = relu(down("down1", relu(down("down0", x, width)), width))
    const two = relu(down("down3", relu(down("down2", one, 2 * width, 2)), 2 * width))
    const three = relu(down("down5", relu(down("down4", two, 4 * width, 2)), 4 * width))
    const back = relu(down("join1", concat([up("up1", three, 2 * width), two], 1), 2 * width))
    const whole = relu(down("join2", concat([up("up2", back, width), one], 1), width))
    return down("head", whole, 1)
  })
}

function regression(shape: Shape, model: (parameters: Parameters, x: Value) => Value): BenchModel {
  const [x, y] = [input("x", shape), input("y", shape)]
  const loss = (parameters: Parameters): Value => meanSquaredError(model(parameters, x), y)
  const wave = (factor: number) =>
    floats(
      Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * factor)),
      shape,
    )
  const batch = { x: wave(0.37), y: wave(0.11) }
  return { layout: layoutOf(loss), loss, inputs: { x, y }, batch, count: shape[0]! }
}

/** A whole training step of a model, with its first state. */
export function trainingSession({ layout, loss, inputs }: BenchModel): SessionSpec {
  const optimiser = adamW({ weightDecay: 0.1 })
  const step = trainingStep({
    ...{ layout, loss, optimiser, clip: 1, schedule: constantRate(1e-3) },
    inputs: () => inputs,
  })
  return {
    models: { train: encodeModel(lower(step)) },
    state: initialState(initialVector(layout, 1), optimiser),
  }
}
