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
  const seen = groups(own, featuresOf(x, network), network)
  const wide = relu(linear(own.within("in"), seen, { outputs: network.hidden }))
  const deep = block(own.within("block"), wide, network.hidden)
  const both = linear(own.within("out"), deep, { outputs: 2 * latent })
  return { mean: slice(both, 1, 0, latent), logVariance: slice(both, 1, latent) }
}

/** [batch, steps, width of a step] before softmax or sigmoid. */
export function decodeLoops(parameters: Parameters, z: Value, network: LoopNetwork): Value {
  const { bars, patch, local, hidden } = network
  const own = parameters.within("decoder")
  const [batch] = z.shape
  const steps = stepsOf(bars)
  const wide = relu(linear(own.within("in"), z, { outputs: hidden }))
  const deep = block(own.within("block"), wide, hidden)
  const beats = linear(own.within("beats"), deep, { outputs: (steps / patch) * local })
  const each = relu(reshape(beats, [batch! * (steps / patch), local]))
  const told = linear(own.within("out"), each, { outputs: patch * outputsOf(network) })
  return reshape(told, [batch!, steps, outputsOf(network)])
}

function featuresOf(x: Value, { kind, bars }: LoopNetwork): Value {
  const [batch] = x.shape
  return kind === "melody" ? oneHot(x, CODES) : reshape(x, [batch!, stepsOf(bars), 2 * DRUM_KINDS])
}

function groups(parameters: Parameters, features: Value, network: LoopNetwork): Value {
  const { bars, patch, local } = network
  const [batch, , width] = features.shape
  const count = stepsOf(bars) / patch
  const flat = reshape(features, [batch! * count, patch * width!])
  const seen = relu(linear(parameters.within("beats"), flat, { outputs: local }))
  return reshape(seen, [batch!, count * local])
}

/** A residual block, half as wide inside. */
function block(parameters: Parameters, x: Value, width: number): Value {
  const normal = layerNorm(parameters.within("norm"), x)
  const inside = relu(linear(parameters.within("open"), normal, { outputs: width / 2 }))
  return add(x, linear(parameters.within("turn"), inside, { outputs: width }))
}
