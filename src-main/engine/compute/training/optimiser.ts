/** How parameters move against their gradient. A model's parameters are one vector, so each rule is a few operators. */
import { scalar, type Value } from "../graph/value.ts"
import { add, concat, div, exp, expand, mul, sqrt, sub } from "../operators/index.ts"
import type { ParameterLayout } from "../layers/index.ts"

export interface Optimiser {
  /** Vectors as long as the parameters that it keeps from step to step; zeros at first. */
  memories: readonly string[]
  update(step: OptimiserStep): { parameters: Value; memories: Value[] }
}

export interface OptimiserStep {
  parameters: Value
  gradient: Value
  /** A factor on the gradient: what clipping leaves of it. */
  gradientScale: Value
  rate: Value
  /** Steps before this one. */
  step: Value
  memories: readonly Value[]
  layout: ParameterLayout
}

interface AdamWOptions {
  beta1?: number
  beta2?: number
  epsilon?: number
  /** Of matrices alone: biases and scales keep what they have learned. */
  weightDecay?: number
}

/** Adam with decoupled weight decay (Loshchilov & Hutter 2019), as PyTorch computes it. */
export function adamW(options: AdamWOptions = {}): Optimiser {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = options
  return {
    memories: ["firstMoments", "secondMoments"],
    update({ parameters, gradient, gradientScale, rate, step, memories, layout }) {
      const [first, second] = memories as [Value, Value]
      const count = add(step, 1)
      const correction1 = sub(1, exp(mul(count, Math.log(beta1))))
      const correction2 = sqrt(sub(1, exp(mul(count, Math.log(beta2)))))
      const ofFirst = mul(gradientScale, 1 - beta1)
      const ofSecond = mul(mul(gradientScale, gradientScale), 1 - beta2)
      const nextFirst = add(mul(first, beta1), mul(gradient, ofFirst))
      const nextSecond = add(mul(second, beta2), mul(mul(gradient, gradient), ofSecond))
      // Both corrections as single numbers: they cost no pass over the vectors.
      const scale = div(mul(rate, correction2), correction1)
      const move = div(nextFirst, add(sqrt(nextSecond), mul(correction2, epsilon)))
      return {
        parameters: sub(decay(parameters, mul(rate, weightDecay), layout), mul(move, scale)),
        memories: [nextFirst, nextSecond],
      }
    },
  }
}

/** Gradient descent, with momentum if it is not 0. */
export function sgd({ momentum = 0, weightDecay = 0 } = {}): Optimiser {
  return {
    memories: momentum ? ["velocities"] : [],
    update({ parameters, gradient, gradientScale, rate, memories: [velocity], layout }) {
      const scaled = mul(gradient, gradientScale)
      const move = velocity ? add(mul(velocity, momentum), scaled) : scaled
      const decayed = weightDecay ? decay(parameters, mul(rate, weightDecay), layout) : parameters
      return { parameters: sub(decayed, mul(move, rate)), memories: velocity ? [move] : [] }
    },
  }
}

/** Takes a share of the parameters that are subject to it. */
function decay(parameters: Value, share: Value, { size, decayed }: ParameterLayout): Value {
  const parts = [
    ...(decayed > 0 ? [expand(sub(1, share), [decayed])] : []),
    ...(decayed < size ? [expand(scalar(1), [size - decayed])] : []),
  ]
  return mul(parameters, concat(parts, 0))
}
