/** Many numbers to one: means, greatest values, and the softmax that is made of them. */
import { axisOf, longs, reducedShape, sizeOf } from "../graph/tensor.ts"
import { constant, operation, type Value } from "../graph/value.ts"
import { div, exp, log, mul, sub } from "./arithmetic.ts"
import { cast, equal } from "./compare.ts"
import { stopGradient } from "./select.ts"
import { normalAxes, reduce, sum } from "./repeat.ts"

/** Mean over `axes`, all of them if none are named. */
export function mean(x: Value, axes?: readonly number[], { keep = false } = {}): Value {
  const over = normalAxes(axes, x.shape)
  const count = sizeOf(over.map((axis) => x.shape[axis]!))
  return reduce("ReduceMean", x, axes, keep, (dy) => div(dy, count))
}

/** The greatest value along an axis, which stays with size 1. Equal ones share the gradient. */
export function greatest(x: Value, axis = -1): Value {
  const at = axisOf(axis, x.shape.length)
  return operation({
    ...{ type: "ReduceMax", inputs: [x, constant(longs([at]))], attributes: { keepdims: 1 } },
    shape: reducedShape(x.shape, [at], true),
    gradient(dy, y) {
      const isGreatest = cast(equal(x, y), "float32")
      return [mul(isGreatest, div(dy, sum(isGreatest, [at], { keep: true })))]
    },
  })
}

/** exp(x) / sum exp(x) along the last axis. */
export function softmax(x: Value): Value {
  return operation({
    ...{ type: "Softmax", inputs: [x], attributes: { axis: -1 }, shape: x.shape },
    gradient(dy, y) {
      const weighted = mul(dy, y)
      return [sub(weighted, mul(y, sum(weighted, [-1], { keep: true })))]
    },
  })
}

/** log(softmax(x)) along the last axis, from basic operators: GPU providers have none of their own. */
export function logSoftmax(x: Value): Value {
  const shifted = sub(x, stopGradient(greatest(x)))
  return sub(shifted, log(sum(exp(shifted), [-1], { keep: true })))
}
