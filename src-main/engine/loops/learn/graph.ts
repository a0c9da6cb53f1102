/** A step of learning: what is told of each step against what was, and what a point may carry. */
import {
  adamW,
  add,
  crossEntropy,
  div,
  exp,
  type GraphSpec,
  input,
  mean,
  mul,
  type Optimiser,
  type Parameters,
  reshape,
  slice,
  softplus,
  sub,
  sum,
  trainingStep,
  type Value,
  warmUpThenCosine,
} from "../../compute/index.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { stepsOf } from "../heard/melody.ts"
import type { LoopNetwork } from "../network/config.ts"
import { loopInput, loopLayout } from "../network/layout.ts"
import { decodeLoops, encodeLoops } from "../network/network.ts"

export interface LoopSettings {
  batch: number
  /** After so many the rate has fallen to its lowest. */
  steps: number
  /** Learning ends here. */
  until: number
  rate: number
  warmUpSteps: number
  /** Weight of the nats that a point carries, reached after a tenth of the steps. */
  beta: number
  /** Nats of each dimension that cost nothing. */
  freeNats: number
  /** Weight of the first dimensions being what the loop is like, in standard deviations. */
  attributeWeight: number
  weightDecay: number
  seed: number
}

export const optimiserFor = ({ weightDecay }: LoopSettings): Optimiser =>
  adamW({ weightDecay, beta2: 0.99 })

const LOWEST_RATE = 1 / 50
const CLIP = 1

/** @param attributes how many of the first dimensions are bound to what a loop is like */
export function learningGraph(
  network: LoopNetwork,
  settings: LoopSettings,
  attributes: number,
): GraphSpec {
  const { batch, steps, rate, warmUpSteps } = settings
  const inputs = {
    x: loopInput(network, batch),
    noise: input("noise", [batch, network.latent]),
    attributes: input("attributes", [batch, attributes]),
    beta: input("beta", []),
  }
  return trainingStep({
    ...{ layout: loopLayout(network), clip: CLIP, optimiser: optimiserFor(settings) },
    loss: (parameters) => lossOf(parameters, inputs, network, settings),
    inputs: () => inputs,
    schedule: warmUpThenCosine({ rate, warmUpSteps, steps, lowestRate: rate * LOWEST_RATE }),
  })
}

function lossOf(
  parameters: Parameters,
  { x, noise, attributes, beta }: Record<"x" | "noise" | "attributes" | "beta", Value>,
  network: LoopNetwork,
  { freeNats, attributeWeight }: LoopSettings,
): Value {
  const { mean: average, logVariance } = encodeLoops(parameters, x, network)
  const deviation = exp(mul(logVariance, 0.5))
  const z = add(average, mul(deviation, noise))
  const told = lossOfTelling(decodeLoops(parameters, z, network), x, network)
  const each = mul(sub(add(mul(average, average), exp(logVariance)), add(logVariance, 1)), 0.5)
  const carried = sum(softplusAbove(mean(each, [0]), freeNats))
  const off = sub(slice(average, 1, 0, attributes.shape[1]), attributes)
  const bound = mul(sum(mean(mul(off, off), [0])), attributeWeight)
  return add(add(told, mul(carried, beta)), bound)
}

/** max(x, free): nats of each dimension up to `free` are for nothing. */
const softplusAbove = (x: Value, free: number): Value =>
  free === 0 ? x : add(mul(softplus(mul(sub(x, free), 20)), 1 / 20), free)

/** Nats of a loop. */
function lossOfTelling(told: Value, x: Value, { kind, bars }: LoopNetwork): Value {
  const steps = stepsOf(bars)
  if (kind === "melody") return mul(crossEntropy(told, x), steps)
  const given = reshape(x, told.shape)
  const hits = slice(given, 2, 0, DRUM_KINDS)
  const strengths = slice(given, 2, DRUM_KINDS)
  const hitLogits = slice(told, 2, 0, DRUM_KINDS)
  const off = sub(slice(told, 2, DRUM_KINDS), strengths)
  const nats = sub(softplus(hitLogits), mul(hitLogits, hits))
  const hardness = mul(mul(mul(off, off), hits), HARDNESS_WEIGHT)
  return div(sum(add(nats, hardness)), told.shape[0]!)
}
/** As of a normal distribution, its deviation an eighth of the loudest: with less, loud and soft come back alike, by which samples are told. */
const HARDNESS_WEIGHT = 32
