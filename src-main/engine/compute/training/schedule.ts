/** Learning rates that change as training goes on, as part of the graph: from the number of steps done to a rate. */
import { scalar, type Value } from "../graph/value.ts"
import { add, cos, div, greater, less, mul, sub, where } from "../operators/index.ts"

export type Schedule = (step: Value) => Value

export const constantRate =
  (rate: number): Schedule =>
  () =>
    scalar(rate)

interface CosineOptions {
  /** The highest rate, reached after `warmUpSteps`. */
  rate: number
  warmUpSteps: number
  /** Where the lowest rate is reached. */
  steps: number
  lowestRate?: number
}

/** A straight rise, then half a cosine down (Loshchilov & Hutter 2017), then the lowest rate. */
export function warmUpThenCosine(options: CosineOptions): Schedule {
  const { rate, warmUpSteps, steps, lowestRate = rate / 10 } = options
  return (step) => {
    const done = div(sub(step, warmUpSteps), Math.max(1, steps - warmUpSteps))
    const fall = mul(add(cos(mul(done, Math.PI)), 1), (rate - lowestRate) / 2)
    const falling = where(greater(done, scalar(1)), scalar(lowestRate), add(fall, lowestRate))
    const rising = mul(add(step, 1), rate / Math.max(1, warmUpSteps))
    return where(less(step, scalar(warmUpSteps)), rising, falling)
  }
}
