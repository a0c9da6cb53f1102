/** A step of learning by trial: proximal policy optimisation (Schulman et al. 2017), in one graph. */
import {
  adamW,
  add,
  constantRate,
  exp,
  type GraphSpec,
  input,
  layoutOf,
  less,
  mean,
  mul,
  neg,
  type ParameterLayout,
  type Parameters,
  relu,
  sigmoid,
  slice,
  softplus,
  sub,
  trainingStep,
  type Value,
  where,
} from "../../compute/index.ts"
import { OBSERVATION } from "../environment/index.ts"
import { policyOutputs, valueOutputs, withSkill } from "./network.ts"

export const TRIAL_BATCH = 1024
/** Of the hand's speed around what the policy means, in its unit. */
export const EXPLORING = 0.35
const RATE = 1e-3
const TRUST = 0.2
const VALUE_WEIGHT = 0.5
/** A fader that never tries the other way learns nothing. */
const CHANCE_WEIGHT = 0.005

export const trialOptimiser = adamW({ weightDecay: 0 })

const batchInputs = () => ({
  observations: input("observations", [TRIAL_BATCH, OBSERVATION]),
  skills: input("skills", [TRIAL_BATCH], "int32"),
  speeds: input("speeds", [TRIAL_BATCH, 1]),
  opens: input("opens", [TRIAL_BATCH, 1]),
  before: input("before", [TRIAL_BATCH, 1]),
  advantages: input("advantages", [TRIAL_BATCH, 1]),
  returns: input("returns", [TRIAL_BATCH, 1]),
})
type Inputs = ReturnType<typeof batchInputs>

export const trialLayout = (): ParameterLayout =>
  layoutOf((parameters) => outputsOf(parameters, batchInputs()))

const outputsOf = (parameters: Parameters, inputs: Inputs) => ({
  hands: policyOutputs(parameters, withSkill(parameters, 1, inputs)),
  values: valueOutputs(parameters, inputs.observations),
})

export function trialGraph(): GraphSpec {
  const inputs = batchInputs()
  return trainingStep({
    ...{ layout: trialLayout(), optimiser: trialOptimiser, clip: 0.5 },
    ...{ schedule: constantRate(RATE), inputs: () => inputs },
    loss: (parameters) => lossOf(parameters, inputs),
  })
}

function lossOf(parameters: Parameters, inputs: Inputs): Value {
  const { speeds, opens, before, advantages, returns } = inputs
  const { hands, values } = outputsOf(parameters, inputs)
  const [means, logits] = [slice(hands, 1, 0, 1), slice(hands, 1, 1, 2)]
  const off = mul(sub(speeds, means), 1 / EXPLORING)
  const ofSpeed = mul(mul(off, off), -0.5)
  const ofFader = sub(mul(opens, logits), softplus(logits))
  const ratio = exp(sub(add(ofSpeed, ofFader), before))
  const low = add(relu(sub(ratio, 1 - TRUST)), 1 - TRUST)
  const trusted = sub(low, relu(sub(ratio, 1 + TRUST)))
  const [free, held] = [mul(ratio, advantages), mul(trusted, advantages)]
  const gain = mean(where(less(free, held), free, held))
  const missed = sub(values, returns)
  const chance = mean(sub(softplus(logits), mul(logits, sigmoid(logits))))
  return add(
    add(neg(gain), mul(mean(mul(missed, missed)), VALUE_WEIGHT)),
    mul(chance, -CHANCE_WEIGHT),
  )
}
