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

/** Plays from one vector of weights. */
export class Player {
  readonly #weights: Float32Array
  readonly #at: Record<string, number>
  readonly #first = new Float64Array(HIDDEN)
  readonly #second = new Float64Array(HIDDEN)

  constructor(layout: ParameterLayout, weights: Float32Array) {
    this.#weights = weights
    this.#at = Object.fromEntries(layout.specs.map(({ name, offset }) => [name, offset]))
  }

  skill(index: number): Float32Array {
    const from = this.#at["skills"]! + index * SKILL
    return this.#weights.subarray(from, from + SKILL)
  }

  /** @param inputs a row of what is known with the skill behind it, from `offset` on @param hands what they do */
  play(inputs: Float32Array, offset: number, hands: Float64Array): void {
    const [first, second] = [this.#first, this.#second]
    this.#layer(inputs, offset, OBSERVATION + SKILL, "first", first)
    rectify(first)
    this.#layer(first, 0, HIDDEN, "second", second)
    rectify(second)
    this.#layer(second, 0, HIDDEN, "hands", hands)
  }

  #layer(
    from: Float32Array | Float64Array,
    offset: number,
    inputs: number,
    name: string,
    into: Float64Array,
  ): void {
    const weights = this.#weights
    const outputs = into.length
    const bias = this.#at[`${name}.bias`]!
    let row = this.#at[`${name}.weight`]!
    for (let o = 0; o < outputs; o++) into[o] = weights[bias + o]!
    for (let i = 0; i < inputs; i++) {
      const value = from[offset + i]!
      if (value !== 0) for (let o = 0; o < outputs; o++) into[o]! += value * weights[row + o]!
      row += outputs
    }
  }
}

function rectify(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0
}
