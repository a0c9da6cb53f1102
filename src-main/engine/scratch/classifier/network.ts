/** The network that names a technique: strokes go through a gated recurrent unit, and its mean says the name. */
import { TECHNIQUE_CLASSES } from "#shared/scratch/index.ts"
import {
  concat,
  gru,
  input,
  layoutOf,
  linear,
  mul,
  relu,
  sum,
  type ParameterLayout,
  type Parameters,
  type Value,
} from "../../compute/index.ts"
import { FEATURES, MOST_STROKES } from "./features.ts"

export const WIDTH = 48
/** The techniques, and nothing that has a name. */
export const CLASSES = TECHNIQUE_CLASSES.length + 1

/** What a batch is: strokes [time, batch, features] and how much each counts [time, batch, 1]: 1 / strokes, or 0. */
export const strokesInput = (batch: number): Record<"strokes" | "counts", Value> => ({
  strokes: input("strokes", [MOST_STROKES, batch, FEATURES]),
  counts: input("counts", [MOST_STROKES, batch, 1]),
})

/** Logits [batch, classes]. */
export function nameStrokes(
  parameters: Parameters,
  { strokes, counts }: Record<"strokes" | "counts", Value>,
): Value {
  const seen = relu(linear(parameters.within("in"), strokes, { outputs: WIDTH }))
  const { y } = gru(parameters.within("gru"), seen, { width: WIDTH })
  const mean = sum(mul(y, counts), [0])
  const also = sum(mul(seen, counts), [0])
  const wide = relu(linear(parameters.within("wide"), concat([mean, also], 1), { outputs: WIDTH }))
  return linear(parameters.within("out"), wide, { outputs: CLASSES })
}

export const classifierLayout = (): ParameterLayout =>
  layoutOf((parameters) => nameStrokes(parameters, strokesInput(1)))
