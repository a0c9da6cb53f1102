/** Sums, products and functions of single numbers, with NumPy's broadcasting. */
import { broadcastShape } from "../graph/tensor.ts"
import { operation, scalar, type Value } from "../graph/value.ts"
import { greater, where } from "./compare.ts"
import { sumTo } from "./repeat.ts"

type Operand = Value | number

const valueOf = (operand: Operand): Value =>
  typeof operand === "number" ? scalar(operand) : operand

/** Gradient rule of a binary operator, before broadcasting is undone. */
type BinaryRule = (dy: Value, a: Value, b: Value, y: Value) => [Value, Value]

function binary(type: string, left: Operand, right: Operand, rule: BinaryRule): Value {
  const [a, b] = [valueOf(left), valueOf(right)]
  return operation({
    ...{ type, inputs: [a, b], shape: broadcastShape(a.shape, b.shape) },
    gradient(dy, y) {
      const [da, db] = rule(dy, a, b, y)
      return [sumTo(da, a), sumTo(db, b)]
    },
  })
}

export const add = (a: Operand, b: Operand): Value => binary("Add", a, b, (dy) => [dy, dy])
export const sub = (a: Operand, b: Operand): Value => binary("Sub", a, b, (dy) => [dy, neg(dy)])
export const mul = (left: Operand, right: Operand): Value =>
  binary("Mul", left, right, (dy, a, b) => [mul(dy, b), mul(dy, a)])
export const div = (left: Operand, right: Operand): Value =>
  binary("Div", left, right, (dy, _a, b, y) => [div(dy, b), neg(div(mul(dy, y), b))])

function unary(type: string, x: Value, derivative: (y: Value) => Value): Value {
  const gradient = (dy: Value, y: Value): Value[] => [mul(dy, derivative(y))]
  return operation({ type, inputs: [x], shape: x.shape, gradient })
}

export const neg = (x: Value): Value =>
  operation({ type: "Neg", inputs: [x], shape: x.shape, gradient: (dy) => [neg(dy)] })
export const exp = (x: Value): Value => unary("Exp", x, (y) => y)
export const log = (x: Value): Value =>
  operation({ type: "Log", inputs: [x], shape: x.shape, gradient: (dy) => [div(dy, x)] })
export const sqrt = (x: Value): Value =>
  operation({
    ...{ type: "Sqrt", inputs: [x], shape: x.shape },
    gradient: (dy, y) => [div(mul(dy, 0.5), y)],
  })
export const sin = (x: Value): Value => unary("Sin", x, () => cos(x))
export const cos = (x: Value): Value => unary("Cos", x, () => neg(sin(x)))
export const abs = (x: Value): Value => unary("Abs", x, () => sign(x))
export const tanh = (x: Value): Value => unary("Tanh", x, (y) => sub(1, mul(y, y)))
export const sigmoid = (x: Value): Value => unary("Sigmoid", x, (y) => mul(y, sub(1, y)))
export const softplus = (x: Value): Value => unary("Softplus", x, () => sigmoid(x))
export const erf = (x: Value): Value =>
  unary("Erf", x, () => mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI)))

/** Below zero the gradient is 0, at zero as well. */
export const relu = (x: Value): Value =>
  operation({
    ...{ type: "Relu", inputs: [x], shape: x.shape },
    gradient: (dy, y) => [where(greater(y, scalar(0)), dy, scalar(0))],
  })

/** -1, 0 or 1. */
export const sign = (x: Value): Value => operation({ type: "Sign", inputs: [x], shape: x.shape })
export const floor = (x: Value): Value => operation({ type: "Floor", inputs: [x], shape: x.shape })
