/** A whole step of training as one graph: forward, backward, clipping, schedule and optimiser. */
import { gradients } from "../graph/differentiate.ts"
import { floats, type TensorData, zeros } from "../graph/tensor.ts"
import { input, scalar, type Value } from "../graph/value.ts"
import { handing, type ParameterLayout, type Parameters, sliceValues } from "../layers/index.ts"
import type { GraphSpec } from "../onnx/index.ts"
import { add, concat, div, greater, mul, reshape, sqrt, sum, where } from "../operators/index.ts"
import type { Optimiser } from "./optimiser.ts"
import type { Schedule } from "./schedule.ts"

/** An output called so replaces the state of the name behind it. */
export const NEXT = "next."

export interface TrainingOptions {
  layout: ParameterLayout
  /** What is to become small. */
  loss: (parameters: Parameters) => Value
  /** The batch, by name; masks of dropout among it. Read after `loss` has run. */
  inputs: () => Record<string, Value>
  optimiser: Optimiser
  schedule: Schedule
  /** Greatest length of the gradient; longer ones are shortened. */
  clip?: number
}

/**
 * Inputs: the batch, `parameters`, `step` and the optimiser's memories.
 * Outputs: `loss`, `gradientNorm` (before clipping), `rate`, and `next.` states.
 */
export function trainingStep(options: TrainingOptions): GraphSpec {
  const { layout, optimiser, schedule, clip = Infinity } = options
  const vector = (name: string): Value => input(name, [layout.size])
  const parameters = vector("parameters")
  const step = input("step", [])
  const memories = optimiser.memories.map(vector)
  const slices = sliceValues(parameters, layout)
  const loss = options.loss(handing(slices))
  const parts = gradients(loss, [...slices.values()])
  const gradient = concat(
    parts.map((part) => reshape(part, [-1])),
    0,
  )
  const gradientNorm = sqrt(sum(mul(gradient, gradient)))
  const gradientScale = Number.isFinite(clip) ? clippedScale(gradientNorm, clip) : scalar(1)
  const rate = schedule(step)
  const next = optimiser.update({
    ...{ parameters, gradient, gradientScale, rate, step, memories, layout },
  })
  const named = (values: readonly Value[], prefix = ""): Record<string, Value> =>
    Object.fromEntries(optimiser.memories.map((name, i) => [prefix + name, values[i]!]))
  return {
    inputs: { ...options.inputs(), parameters, step, ...named(memories) },
    outputs: {
      ...{ loss, gradientNorm, rate },
      [`${NEXT}parameters`]: next.parameters,
      [`${NEXT}step`]: add(step, 1),
      ...named(next.memories, NEXT),
    },
  }
}

/** The state before the first step. */
export function initialState(
  parameters: Float32Array,
  { memories }: Optimiser,
): Record<string, TensorData> {
  const empty = (): TensorData => zeros("float32", [parameters.length])
  return {
    parameters: floats(parameters),
    step: floats([0], []),
    ...Object.fromEntries(memories.map((name) => [name, empty()])),
  }
}

/** min(1, clip / norm) */
const clippedScale = (norm: Value, clip: number): Value =>
  where(greater(norm, scalar(clip)), div(clip, norm), scalar(1))
