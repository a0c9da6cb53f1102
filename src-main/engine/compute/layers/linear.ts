/** Layers that act on every position by itself: products, tables, normalisation, activations. */
import type { Value } from "../graph/value.ts"
import {
  add,
  erf,
  gather,
  gemm,
  layerNormalization,
  mul,
  relu,
  reshape,
} from "../operators/index.ts"
import { filledWith, type Initial, normal, scaledTo } from "./initial.ts"
import type { Parameters } from "./parameters.ts"

interface LinearOptions {
  outputs: number
  hasBias?: boolean
  initial?: Initial
}

/** x W + b: [..., inputs] to [..., outputs]. */
export function linear(parameters: Parameters, x: Value, options: LinearOptions): Value {
  const { outputs, hasBias = true } = options
  const inputs = x.shape.at(-1)!
  const { initial = scaledTo(inputs) } = options
  const weight = parameters.parameter("weight", [inputs, outputs], { initial })
  const bias = hasBias
    ? parameters.parameter("bias", [outputs], { initial: filledWith(0) })
    : undefined
  const rows = gemm(reshape(x, [-1, inputs]), weight, { bias })
  return reshape(rows, [...x.shape.slice(0, -1), outputs])
}

/** A learned row per index: int32 [...] to [..., width]. */
export function embedding(
  parameters: Parameters,
  indices: Value,
  { count, width, deviation = 0.02 }: { count: number; width: number; deviation?: number },
): Value {
  return gather(
    parameters.parameter("table", [count, width], { initial: normal(deviation) }),
    indices,
  )
}

/** Each position to mean 0 and variance 1, then scaled and moved by what is learned. */
export function layerNorm(parameters: Parameters, x: Value): Value {
  const width = [x.shape.at(-1)!]
  const scale = parameters.parameter("scale", width, { initial: filledWith(1) })
  const bias = parameters.parameter("bias", width, { initial: filledWith(0) })
  return layerNormalization(x, { scale, bias })
}

/** x times the probability that a normal variable is below it (Hendrycks & Gimpel 2016), exact. */
export function gelu(x: Value): Value {
  return mul(x, add(mul(erf(mul(x, Math.SQRT1_2)), 0.5), 0.5))
}

/** max(0, x)^2 (So et al. 2021): as good as gelu in a transformer, and a third of its passes over memory. */
export function squaredRelu(x: Value): Value {
  const positive = relu(x)
  return mul(positive, positive)
}
