/** How a run begins and what comes of it: anew, as its parent, or as low-rank changes to its parent. */
import {
  initialVector,
  pack,
  type ParameterLayout,
  type TensorData,
  unpack,
} from "../../compute/index.ts"
import { rowLayout, type Wrap } from "../model/graphs.ts"
import { lowRank, merged } from "../model/lora.ts"
import type { RunMaterial } from "./run.ts"

export interface Adapter {
  /** Of what learns. */
  layout: ParameterLayout
  wrap?: Wrap
  initial: Float32Array
  /** A whole model's weights by name. @param parameters of what learns */
  weights(parameters: Float32Array): Map<string, TensorData>
}

/** @throws Error where the parent is another kind of model */
export function adapterOf({
  config,
  model,
  parent,
}: Pick<RunMaterial, "config" | "model" | "parent">): Adapter {
  if (parent && config.tune === "lora") {
    const wrap = lowRank(parent, config.rank)
    const layout = rowLayout(model, wrap)
    return {
      ...{ layout, wrap, initial: initialVector(layout, config.seed) },
      weights: (parameters) => merged(parent, unpack(layout, parameters)),
    }
  }
  const layout = rowLayout(model)
  return {
    layout,
    initial: parent ? pack(layout, parent) : initialVector(layout, config.seed),
    weights: (parameters) => unpack(layout, parameters),
  }
}
