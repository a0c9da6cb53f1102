/** The graphs that a run needs: a step of learning, and what held-out music costs. */
import {
  adamW,
  add,
  constantsOf,
  type Dropout,
  div,
  type GraphSpec,
  input,
  layoutOf,
  logSoftmax,
  mul,
  neg,
  noDropout,
  oneHot,
  type Optimiser,
  type ParameterLayout,
  type Parameters,
  reshape,
  type SeededDropout,
  slice,
  slicesOf,
  sum,
  type TensorData,
  trainingStep,
  type Value,
  warmUpThenCosine,
} from "../../compute/index.ts"
import type { RowModelConfig } from "./config.ts"
import { rowHeads, rowTrunk } from "./row-model.ts"

export interface LearningSettings {
  rate: number
  warmUpSteps: number
  steps: number
  weightDecay: number
  clip: number
}

/** The last rate is so much lower than the highest. */
const LOWEST_RATE = 1 / 30
/** Short memories of the gradient's size suit small batches. */
const BETA2 = 0.98

/** What a batch is given as; `weights` are 0 where nothing is asked. */
export interface RowInputs {
  before: Value
  given: Value
  values: Value
  weights: Value
}

export function rowInputs({ fields, given, context }: RowModelConfig, batch: number): RowInputs {
  const grid = [batch, context]
  return {
    before: input("before", [...grid, fields.length], "int32"),
    given: input("given", [...grid, given.length], "int32"),
    values: input("values", [...grid, fields.length], "int32"),
    weights: input("weights", [...grid, fields.length]),
  }
}

export const optimiserFor = ({ weightDecay }: LearningSettings): Optimiser =>
  adamW({ weightDecay, beta2: BETA2 })

/** Which parameters there are; `wrap` may hand the model others than it asks for (`lora.ts`). */
export function rowLayout(config: RowModelConfig, wrap: Wrap = same): ParameterLayout {
  // Of one row: a context makes masks and tables as large as its square, and no parameters.
  const inputs = rowInputs({ ...config, context: 1 }, 1)
  return layoutOf((parameters) => logitsOf(wrap(parameters), inputs, config, noDropout))
}

export type Wrap = (parameters: Parameters) => Parameters
const same: Wrap = (parameters) => parameters

export interface LearningGraph {
  config: RowModelConfig
  batch: number
  settings: LearningSettings
  layout: ParameterLayout
  dropout: SeededDropout
  wrap?: Wrap | undefined
}

/**
 * A step: the loss is the sum over fields of the mean over rows. `rateFactor` is what a run that has gone astray is slowed
 * down by.
 */
export function learningGraph(options: LearningGraph): GraphSpec {
  const { config, batch, settings, layout, dropout, wrap = same } = options
  const { rate, warmUpSteps, steps, clip } = settings
  const inputs = rowInputs(config, batch)
  const rateFactor = input("rateFactor", [])
  const cosine = warmUpThenCosine({ rate, warmUpSteps, steps, lowestRate: rate * LOWEST_RATE })
  return trainingStep({
    ...{ layout, clip, optimiser: optimiserFor(settings) },
    loss: (parameters) => lossOf(logitsOf(wrap(parameters), inputs, config, dropout), inputs),
    inputs: () => ({ ...inputs, ...dropout.inputs(), rateFactor }),
    schedule: (step) => mul(cosine(step), rateFactor),
  })
}

function lossOf(logits: readonly Value[], { values, weights, before }: RowInputs): Value {
  const rows = before.shape[0]! * before.shape[1]!
  return logits
    .map((each, at) => {
      const weight = columnOf(weights, at)
      // Over all rows: a field that is rarely asked for weighs as little as it does in the music.
      return div(sum(mul(natsOf(each, columnOf(values, at)), weight)), rows)
    })
    .reduce(add)
}

/** For each row and field what its value costs, in nats: output `nats` [batch, time, fields]; 0 where nothing is asked. */
export function measuringGraph(
  config: RowModelConfig,
  {
    batch,
    layout,
    wrap = same,
  }: { batch: number; layout: ParameterLayout; wrap?: Wrap | undefined },
): GraphSpec {
  const inputs = rowInputs(config, batch)
  const parameters = input("parameters", [layout.size])
  const logits = logitsOf(wrap(slicesOf(parameters, layout)), inputs, config, noDropout)
  const outputs = logits.map((each, at): [string, Value] => [
    `nats.${at}`,
    mul(natsOf(each, columnOf(inputs.values, at)), columnOf(inputs.weights, at)),
  ])
  return { inputs: { ...inputs, parameters }, outputs: Object.fromEntries(outputs) }
}

/** The whole network with its weights, for other programs: `before`, `given` and `values` in, `logits.<field>` out. */
export function logitsGraph(
  config: RowModelConfig,
  weights: ReadonlyMap<string, TensorData>,
): GraphSpec {
  const { before, given, values } = rowInputs(config, 1)
  const inputs = { before, given, values }
  const logits = logitsOf(constantsOf(weights), inputs, config, noDropout)
  const outputs = logits.map((each, at): [string, Value] => [
    `logits.${config.fields[at]!.name}`,
    each,
  ])
  return { inputs, outputs: Object.fromEntries(outputs) }
}

function logitsOf(
  parameters: Parameters,
  inputs: Omit<RowInputs, "weights">,
  config: RowModelConfig,
  dropout: Dropout,
): Value[] {
  const x = rowTrunk(parameters, inputs, config, dropout)
  return rowHeads(parameters, { x, ...inputs }, config, dropout)
}

/** [batch, time] */
const natsOf = (logits: Value, values: Value): Value =>
  neg(sum(mul(logSoftmax(logits), oneHot(values, logits.shape.at(-1)!)), [-1]))

const columnOf = (rows: Value, at: number): Value =>
  reshape(slice(rows, 2, at, at + 1), rows.shape.slice(0, 2))
