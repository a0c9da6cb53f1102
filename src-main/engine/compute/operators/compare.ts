/** Comparing, and choosing by what came out. */
import { broadcastShape, type DataType, TYPE_NUMBERS } from "../graph/tensor.ts"
import { operation, scalar, type Value } from "../graph/value.ts"
import { sumTo } from "./repeat.ts"

const comparison =
  (type: string) =>
  (a: Value, b: Value): Value =>
    operation({ type, inputs: [a, b], dtype: "bool", shape: broadcastShape(a.shape, b.shape) })

export const equal = comparison("Equal")
export const greater = comparison("Greater")
export const less = comparison("Less")

/** As another type. No gradient. */
export const cast = (x: Value, dtype: DataType): Value =>
  x.dtype === dtype
    ? x
    : operation({
        ...{ type: "Cast", inputs: [x], dtype, shape: x.shape },
        attributes: { to: TYPE_NUMBERS[dtype] },
      })

/** `a` where the condition holds and `b` elsewhere, with NumPy's broadcasting. */
export function where(condition: Value, a: Value, b: Value): Value {
  return operation({
    ...{ type: "Where", inputs: [condition, a, b], dtype: a.dtype },
    shape: broadcastShape(condition.shape, broadcastShape(a.shape, b.shape)),
    gradient: (dy) => [
      undefined,
      sumTo(where(condition, dy, scalar(0)), a),
      sumTo(where(condition, scalar(0), dy), b),
    ],
  })
}
