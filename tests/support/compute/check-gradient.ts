/** Gradients against central differences in double precision. */
import {
  gradients,
  input,
  lower,
  mul,
  type Shape,
  sizeOf,
  sum,
  type Value,
} from "#engine/compute/index.ts"
import { constant, floats } from "#engine/compute/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { Doubles } from "./arrays.ts"
import { evaluate } from "./reference.ts"

export interface GradientCase {
  shapes: readonly Shape[]
  /** A computation in which no operator is near a kink. */
  of: (...inputs: Value[]) => Value
  /** Range of the inputs. */
  from?: number
  to?: number
}

const STEP = 1e-5

/** Greatest difference between the graph's gradients and the measured ones, of every number of every input. */
export function gradientError({ shapes, of, from = -1.2, to = 1.2 }: GradientCase): number {
  const random = seededRandom(7)
  const inputs = shapes.map((shape, i) => input(`x${i}`, shape))
  const result = of(...inputs)
  // Every output weighs differently, or errors that cancel out would not be seen.
  const weights = Array.from({ length: sizeOf(result.shape) }, () => random() - 0.3)
  const loss = sum(mul(result, constant(floats(weights, result.shape))))
  const named = Object.fromEntries(inputs.map((value, i) => [`x${i}`, value]))
  const found = gradients(loss, inputs)
  const { graph } = lower({
    inputs: named,
    outputs: { loss, ...Object.fromEntries(found.map((value, i) => [`g${i}`, value])) },
  })
  const forward = lower({ inputs: named, outputs: { loss } }).graph
  const given = new Map<string, Doubles>(
    shapes.map((shape, i) => [
      `x${i}`,
      {
        shape,
        data: Float64Array.from({ length: sizeOf(shape) }, () => from + (to - from) * random()),
      },
    ]),
  )
  const lossNow = (): number => evaluate(forward, given)[0]!.data[0]!
  const [, ...analytic] = evaluate(graph, given)
  let error = 0
  analytic.forEach((gradient, i) => {
    const { data, shape } = given.get(`x${i}`)!
    if (gradient.shape.join() !== shape.join()) error = Infinity
    for (let k = 0; k < data.length; k++) {
      const value = data[k]!
      data[k] = value + STEP
      const above = lossNow()
      data[k] = value - STEP
      const measured = (above - lossNow()) / (2 * STEP)
      data[k] = value
      error = Math.max(error, Math.abs(measured - gradient.data[k]!))
    }
  })
  return error
}
