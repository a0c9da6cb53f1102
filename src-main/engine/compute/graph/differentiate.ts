/** Reverse-mode differentiation (Linnainmaa 1970): the gradient of a computation is one more computation. */
import { add } from "../operators/arithmetic.ts"
import { zerosLike } from "../operators/repeat.ts"
import { dependents, operationsOf } from "./order.ts"
import { scalar, shapeText, type Value } from "./value.ts"

/**
 * Gradients of a number with respect to some values it depends on, each of its value's shape; zeros where it does not.
 * @throws RangeError where the loss is not a single number
 */
export function gradients(loss: Value, withRespectTo: readonly Value[]): Value[] {
  if (loss.shape.length > 0) throw new RangeError(`A loss is one number, not ${shapeText(loss)}`)
  const adjoints = backpropagate([[loss, scalar(1)]], withRespectTo)
  return withRespectTo.map((value) => adjoints.get(value) ?? zerosLike(value))
}

/**
 * Carries gradients from some values back to others.
 * @param seeds values and the gradients that reach them
 * @param given where the computation begins (see `operationsOf`)
 * @returns the gradients of all values on the way; those that nothing reaches are missing
 */
export function backpropagate(
  seeds: readonly (readonly [Value, Value])[],
  withRespectTo: readonly Value[],
  given?: ReadonlySet<Value>,
): Map<Value, Value> {
  const operations = operationsOf(
    seeds.map(([value]) => value),
    given,
  )
  const isWanted = dependents(operations, withRespectTo)
  const adjoints = new Map<Value, Value>()
  const accumulate = ([value, share]: readonly [Value, Value]): void => {
    if (!isWanted.has(value)) return
    const sum = adjoints.get(value)
    adjoints.set(value, sum ? add(sum, share) : share)
  }
  seeds.forEach(accumulate)
  for (const { outputs, gradient } of operations.toReversed()) {
    const reached = outputs.map((output) => adjoints.get(output))
    if (!gradient || reached.every((each) => !each)) continue
    gradient(reached, (value) => isWanted.has(value)).forEach(accumulate)
  }
  return adjoints
}
