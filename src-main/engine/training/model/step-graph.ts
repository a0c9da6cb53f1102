/** A model that is used row by row: what came before lies in caches, as the executor's state. */
import {
  add,
  attentionStep,
  constantsOf,
  type GraphSpec,
  gru,
  input,
  layerNorm,
  type Parameters,
  reshape,
  type TensorData,
  type Tensors,
  transpose,
  type Value,
  zeros,
} from "../../compute/index.ts"
import type { RowModelConfig } from "./config.ts"
import { embedRows, feedForward, rowHeadAt } from "./row-model.ts"

/** Names of a session's models. */
export const TRUNK = "trunk"
export const headName = (at: number): string => `head.${at}`

/**
 * The trunk's next step. Inputs `before` [1, 1, fields], `given` [1, 1, given], `position` [1] (int32, 0 .. context - 1) and the
 * caches; outputs `x` [1, 1, width] and the caches with this row in them.
 */
export function trunkGraph(
  config: RowModelConfig,
  weights: ReadonlyMap<string, TensorData>,
): GraphSpec {
  const parameters = constantsOf(weights)
  const { fields, given, layers } = config
  const before = input("before", [1, 1, fields.length], "int32")
  const known = input("given", [1, 1, given.length], "int32")
  const position = input("position", [1], "int32")
  const caches: Record<string, Value> = {}
  const next: Record<string, Value> = {}
  let x = embedRows(parameters, { before, given: known }, config)
  for (let i = 0; i < layers; i++) {
    const step = blockStep(parameters.within(`blocks.${i}`), x, config, position)
    x = step.y
    for (const [name, value] of Object.entries(step.cache)) caches[`${name}.${i}`] = value
    for (const [name, value] of Object.entries(step.next)) next[`next.${name}.${i}`] = value
  }
  return {
    inputs: { before, given: known, position, ...caches },
    outputs: { x: layerNorm(parameters.within("norm"), x), ...next },
  }
}

interface BlockStep {
  y: Value
  cache: Record<string, Value>
  next: Record<string, Value>
}

function blockStep(
  parameters: Parameters,
  x: Value,
  { trunk, heads, layers, width, context }: RowModelConfig,
  position: Value,
): BlockStep {
  const first = layerNorm(parameters.within("norm1"), x)
  if (trunk === "gru") {
    const state = input("state", [1, width])
    const after = gru(parameters.within("gru"), transpose(first, [1, 0, 2]), { width, state })
    return {
      y: add(x, transpose(after.y, [1, 0, 2])),
      cache: { state },
      next: { state: after.state },
    }
  }
  const shape = [1, heads, context, width / heads]
  const cache = { keys: input("keys", shape), values: input("values", shape) }
  const outputGain = 1 / Math.sqrt(2 * layers)
  const step = attentionStep(parameters.within("attention"), first, {
    heads,
    outputGain,
    cache,
    position,
  })
  const mixed = add(x, step.y)
  return {
    y: add(mixed, feedForward(parameters, mixed, { width })),
    ...{ cache, next: { ...step.cache } },
  }
}

/** Logits of a field: inputs `x` of the trunk, `before` and `values` [1, 1, fields]; output `logits` [size]. */
export function headGraph(
  config: RowModelConfig,
  weights: ReadonlyMap<string, TensorData>,
  at: number,
): GraphSpec {
  const grid = [1, 1, config.fields.length]
  const inputs = {
    x: input("x", [1, 1, config.width]),
    values: input("values", grid, "int32"),
    before: input("before", grid, "int32"),
  }
  const logits = rowHeadAt(constantsOf(weights), inputs, config, at)
  const used = at === 0 ? { x: inputs.x, before: inputs.before } : inputs
  return { inputs: used, outputs: { logits: reshape(logits, [-1]) } }
}

/** Caches before the first row. */
export function emptyCaches({ trunk, layers, heads, context, width }: RowModelConfig): Tensors {
  const names = trunk === "gru" ? ["state"] : ["keys", "values"]
  const shape = trunk === "gru" ? [1, width] : [1, heads, context, width / heads]
  return Object.fromEntries(
    Array.from({ length: layers }, (_, i) =>
      names.map((name) => [`${name}.${i}`, zeros("float32", shape)] as const),
    ).flat(),
  )
}
