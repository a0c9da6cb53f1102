/**
 * Who plays live: a network of two hidden layers from what is known and which skill is asked for to what the hands do next. It
 * learns on the compute core and plays in plain arithmetic, which allocates nothing.
 */
import {
  concat,
  gather,
  linear,
  normal,
  type ParameterLayout,
  type Parameters,
  relu,
  type Value,
} from "../../compute/index.ts"
import { OBSERVATION } from "../environment/index.ts"
import { Dense } from "./dense.ts"

export const SKILL = 8
const HIDDEN = 48
/** The hand's speed, in units of SPEED_UNIT, and for the fader being open, in logits. */
export const OUTPUTS = 2
export const SPEED_UNIT = 2
/** How far the fader goes when it is open. */
export const OPEN_PLACE = 0.4

/** [batch, inputs] to [batch, 2]. */
export function policyOutputs(parameters: Parameters, inputs: Value): Value {
  const first = relu(linear(parameters.within("first"), inputs, { outputs: HIDDEN }))
  const second = relu(linear(parameters.within("second"), first, { outputs: HIDDEN }))
  return linear(parameters.within("hands"), second, { outputs: OUTPUTS })
}

/** A learnt row for each skill. */
export const skillRows = (parameters: Parameters, count: number, skills: Value): Value =>
  gather(
    parameters.parameter("skills", [count, SKILL], { initial: normal(0.5), decays: false }),
    skills,
  )

/** Observations [batch, 24] and skills int32 [batch]. */
export const withSkill = (
  parameters: Parameters,
  count: number,
  { observations, skills }: { observations: Value; skills: Value },
): Value => concat([observations, skillRows(parameters, count, skills)], 1)

/** What a place is worth to who learns by trial: [batch, 24] to [batch, 1]. */
export function valueOutputs(parameters: Parameters, observations: Value): Value {
  const own = parameters.within("value")
  const hidden = relu(linear(own.within("hidden"), observations, { outputs: HIDDEN }))
  return linear(own.within("sum"), hidden, { outputs: 1 })
}

const INPUTS = [0, OBSERVATION + SKILL] as const
const HIDDENS = [0, HIDDEN] as const

/** Plays from one vector of weights. */
export class Player {
  readonly #dense: Dense
  readonly #layers
  readonly #first = new Float64Array(HIDDEN)
  readonly #second = new Float64Array(HIDDEN)

  constructor(layout: ParameterLayout, weights: Float32Array) {
    const dense = new Dense(layout, weights)
    this.#dense = dense
    this.#layers = {
      ...{ first: dense.layer("first"), second: dense.layer("second") },
      hands: dense.layer("hands"),
    }
  }

  skill(index: number): Float32Array {
    const from = this.#dense.at("skills") + index * SKILL
    return this.#dense.weights.subarray(from, from + SKILL)
  }

  /** @param inputs what is known, with the skill behind it @param hands what they do */
  play(inputs: Float32Array, hands: Float64Array): void {
    const { first, second, hands: last } = this.#layers
    this.#dense.rectified(first, inputs, INPUTS, this.#first)
    this.#dense.rectified(second, this.#first, HIDDENS, this.#second)
    this.#dense.apply(last, this.#second, HIDDENS, hands)
  }
}

/** Says what a place is worth, as `valueOutputs` does. */
export class Judge {
  readonly #dense: Dense
  readonly #layers
  readonly #hidden = new Float64Array(HIDDEN)
  readonly #sum = new Float64Array(1)

  constructor(layout: ParameterLayout, weights: Float32Array) {
    this.#dense = new Dense(layout, weights)
    const [hidden, sum] = [this.#dense.layer("value.hidden"), this.#dense.layer("value.sum")]
    this.#layers = { hidden, sum }
  }

  valueOf(observations: Float32Array, offset: number): number {
    this.#dense.rectified(this.#layers.hidden, observations, [offset, OBSERVATION], this.#hidden)
    this.#dense.apply(this.#layers.sum, this.#hidden, HIDDENS, this.#sum)
    return this.#sum[0]!
  }
}
