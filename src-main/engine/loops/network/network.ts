/**
 * The network of a loop model: a variational autoencoder (Kingma & Welling 2014). Beats are read by shared weights, then all of
 * them together; the decoder goes the same way back and tells all steps at once.
 */
import {
  add,
  layerNorm,
  linear,
  oneHot,
  type Parameters,
  relu,
  reshape,
  slice,
  type Value,
} from "../../compute/index.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { CODES, stepsOf } from "../heard/melody.ts"
import type { LoopNetwork } from "./config.ts"

/** What a batch of loops is given as: codes int32 [batch, steps], or strengths [batch, steps * kinds]. */
export type LoopInput = Value

/** Numbers that tell a step: a melody's codes; whether and how hard each drum is struck. */
export const outputsOf = ({ kind }: LoopNetwork): number =>
  kind === "melody" ? CODES : 2 * DRUM_KINDS

export interface Encoded {
  mean: Value
  logVariance: Value
}

/** [batch, latent] each. */
export function encodeLoops(parameters: Parameters, x: Value, network: LoopNetwork): Encoded {
  const { latent } = network
  const own = parameters.within("encoder")
  const count = groupsOf(network)
  const features = featuresOf(x, network)
  const seen = relu(groupwise(own.within("beats"), features, { count, outputs: network.local }))
  const wide = relu(linear(own.within("in"), seen, { outputs: network.hidden }))
  const deep = block(own.within("block"), wide, network.hidden)
  const both = linear(own.within("out"), deep, { outputs: 2 * latent })
  const all = { mean: slice(both, 1, 0, latent), logVariance: slice(both, 1, latent) }
  if (!network.hasGroupDimensions) return all
  const each = (name: string): Value =>
    groupwise(own.within(name), seen, { count, outputs: latent / count })
  return {
    mean: add(all.mean, each("ownMean")),
    logVariance: add(all.logVariance, each("ownVariance")),
  }
}

/** [batch, steps, width of a step] before softmax or sigmoid. */
export function decodeLoops(parameters: Parameters, z: Value, network: LoopNetwork): Value {
  const { bars, patch, local, hidden } = network
  const own = parameters.within("decoder")
  const count = groupsOf(network)
  const wide = relu(linear(own.within("in"), z, { outputs: hidden }))
  const deep = block(own.within("block"), wide, hidden)
  const all = linear(own.within("beats"), deep, { outputs: count * local })
  const each = network.hasGroupDimensions
    ? add(all, groupwise(own.within("own"), z, { count, outputs: local }))
    : all
  const outputs = outputsOf(network)
  const told = groupwise(own.within("out"), relu(each), { count, outputs: patch * outputs })
  return reshape(told, [z.shape[0]!, stepsOf(bars), outputs])
}

const groupsOf = ({ bars, patch }: LoopNetwork): number => stepsOf(bars) / patch

/** [batch, steps * width of a step] */
function featuresOf(x: Value, { kind, bars }: LoopNetwork): Value {
  return kind === "melody" ? reshape(oneHot(x, CODES), [x.shape[0]!, stepsOf(bars) * CODES]) : x
}

/** Each group's part of a row by itself, by weights that all of them share: [batch, count * outputs]. */
function groupwise(
  parameters: Parameters,
  x: Value,
  { count, outputs }: { count: number; outputs: number },
): Value {
  const [batch, width] = x.shape
  const parts = reshape(x, [batch! * count, width! / count])
  return reshape(linear(parameters, parts, { outputs }), [batch!, count * outputs])
}

/** A residual block, half as wide inside. */
function block(parameters: Parameters, x: Value, width: number): Value {
  const normal = layerNorm(parameters.within("norm"), x)
  const inside = relu(linear(parameters.within("open"), normal, { outputs: width / 2 }))
  return add(x, linear(parameters.within("turn"), inside, { outputs: width }))
}
