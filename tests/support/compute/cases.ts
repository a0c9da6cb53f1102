/** Every operator of the language in a small computation: for gradients, and for executors against the reference. */
import {
  binaryCrossEntropy,
  crossEntropy,
  meanSquaredError,
  normalDivergence,
  squaredRelu,
  abs,
  add,
  attention,
  cast,
  concat,
  constant,
  conv,
  convTranspose,
  cos,
  div,
  equal,
  erf,
  exp,
  expand,
  floats,
  floor,
  gather,
  gemm,
  greater,
  greatest,
  integers,
  layerNormalization,
  less,
  log,
  logSoftmax,
  matMul,
  mean,
  mul,
  neg,
  pad,
  type Parameters,
  relu,
  reshape,
  scalar,
  scan,
  sigmoid,
  sign,
  sin,
  slice,
  softmax,
  softplus,
  sqrt,
  stopGradient,
  stride,
  sub,
  sum,
  tanh,
  transpose,
  type Value,
  where,
} from "#engine/compute/index.ts"
import type { GradientCase } from "./check-gradient.ts"

const square = [[2, 3]] as const
const pair = [
  [2, 3],
  [3, 1, 3],
] as const
const positive = { from: 0.4, to: 2 }
const at = (numbers: number[]): Value => constant(integers(numbers))

/** Parameters that are given as values, in the order in which they are asked for. */
function given(values: Value[]): Parameters {
  let next = 0
  const parameters: Parameters = {
    parameter: () => values[next++]!,
    within: () => parameters,
  }
  return parameters
}

export const CASES: Record<string, GradientCase> = {
  Add: { shapes: pair, of: (a, b) => add(a, b) },
  Sub: { shapes: pair, of: (a, b) => sub(a, b) },
  Mul: { shapes: pair, of: (a, b) => mul(a, b) },
  "Mul by itself": { shapes: square, of: (x) => mul(x, x) },
  Div: { shapes: pair, ...positive, of: (a, b) => div(a, b) },
  Neg: { shapes: square, of: (x) => neg(x) },
  Exp: { shapes: square, of: (x) => exp(x) },
  Log: { shapes: square, ...positive, of: (x) => log(x) },
  Sqrt: { shapes: square, ...positive, of: (x) => sqrt(x) },
  Sin: { shapes: square, of: (x) => sin(x) },
  Cos: { shapes: square, of: (x) => cos(x) },
  Abs: { shapes: square, of: (x) => abs(x) },
  Sign: { shapes: square, of: (x) => mul(sign(x), x) },
  Floor: { shapes: square, ...positive, of: (x) => sub(x, floor(x)) },
  Tanh: { shapes: square, of: (x) => tanh(x) },
  Sigmoid: { shapes: square, of: (x) => sigmoid(x) },
  Softplus: { shapes: square, of: (x) => softplus(x) },
  Erf: { shapes: square, of: (x) => erf(x) },
  Relu: { shapes: square, of: (x) => relu(x) },
  Where: {
    shapes: [...square, ...square],
    of: (a, b) => where(greater(a, b), mul(a, 3), mul(b, a)),
  },
  "Less, Cast": { shapes: square, of: (x) => mul(x, cast(less(x, scalar(0.2)), "float32")) },
  Equal: {
    shapes: square,
    of: (x) => mul(x, cast(equal(at([0, 1, 2]), at([0, 5, 2])), "float32")),
  },
  Identity: { shapes: square, of: (x) => add(x, stopGradient(scalar(2))) },
  Reshape: { shapes: square, of: (x) => reshape(x, [3, -1]) },
  Expand: { shapes: [[2, 1]], of: (x) => expand(x, [3, 2, 4]) },
  Transpose: { shapes: [[2, 3, 4]], of: (x) => transpose(x, [2, 0, 1]) },
  Slice: { shapes: square, of: (x) => slice(x, 1, 1, 3) },
  Pad: { shapes: square, of: (x) => pad(x, 1, 2, 1) },
  Concat: {
    shapes: [
      [2, 3],
      [2, 1],
      [2, 2],
    ],
    of: (...parts) => concat(parts, 1),
  },
  "Concat of many": { shapes: [[2, 1]], of: (x) => concat(Array<Value>(17).fill(x), 1) },
  Gather: { shapes: [[5, 2]], of: (table) => gather(table, at([4, 0, 4])) },
  ReduceSum: { shapes: [[2, 3, 2]], of: (x) => sum(x, [0, 2]) },
  ReduceMean: { shapes: [[2, 3, 2]], of: (x) => mean(x, [1], { keep: true }) },
  ReduceMax: { shapes: [[2, 4]], of: (x) => greatest(x) },
  Softmax: { shapes: square, of: (x) => softmax(x) },
  "log(softmax)": { shapes: square, of: (x) => logSoftmax(x) },
  MatMul: {
    shapes: [
      [2, 1, 3, 4],
      [2, 4, 2],
    ],
    of: (a, b) => matMul(a, b),
  },
  Gemm: { shapes: [[3, 4], [4, 2], [2]], of: (a, b, bias) => gemm(a, b, { bias: bias }) },
  "Gemm, both transposed": {
    shapes: [
      [4, 3],
      [2, 4],
    ],
    of: (a, b) => gemm(a, b, { transposeA: true, transposeB: true }),
  },
  "Gemm, left transposed": {
    shapes: [
      [4, 3],
      [4, 2],
    ],
    of: (a, b) => gemm(a, b, { transposeA: true }),
  },
  "Gemm, right transposed": {
    shapes: [
      [3, 4],
      [2, 4],
    ],
    of: (a, b) => gemm(a, b, { transposeB: true }),
  },
  LayerNormalization: {
    shapes: [[2, 5], [5], [5]],
    of: (x, scale, bias) => layerNormalization(x, { scale: scale, bias: bias }),
  },
  Conv: {
    shapes: [
      [2, 2, 7],
      [3, 2, 3],
    ],
    of: (x, kernel) => conv(x, kernel, { strides: [2], dilations: [2], pads: [1, 2] }),
  },
  "Conv in two dimensions": {
    shapes: [
      [1, 2, 4, 5],
      [2, 2, 3, 3],
    ],
    of: (x, kernel) => conv(x, kernel, { strides: [1, 2], pads: [1, 1, 1, 1] }),
  },
  "Conv, the same size": {
    shapes: [[2, 2, 3, 4], [2, 2, 3, 3], [2]],
    of: (x, kernel, bias) => conv(x, kernel, { pads: [1, 1, 1, 1], bias: bias }),
  },
  "Conv, dilated, one margin": {
    shapes: [
      [1, 2, 6, 5],
      [2, 2, 2, 3],
    ],
    of: (x, kernel) => conv(x, kernel, { dilations: [2, 1], pads: [1, 0, 0, 2] }),
  },
  ConvTranspose: {
    shapes: [[2, 3, 4], [3, 2, 3], [2]],
    of: (x, kernel, bias) =>
      convTranspose(x, kernel, { strides: [2], pads: [1, 0], size: [9], bias: bias }),
  },
  Scan: {
    shapes: [[2, 3], [4, 2, 3], [3, 3], [3]],
    of(before, elements, weight, bias) {
      const { states, outputs } = scan({ states: [before], elements: [elements] }, ([h], [x]) => {
        const next = tanh(add(gemm(h!, weight, { bias: bias }), mul(x!, bias)))
        return { states: [next], outputs: [mul(next, h!)] }
      })
      return add(outputs[0]!, states[0]!)
    },
  },
  "causal attention": {
    shapes: [
      [1, 3, 4],
      [4, 12],
      [4, 4],
    ],
    of: (x, ...weights) => attention(given(weights), x, { heads: 2 }),
  },
  "a part taken backwards": {
    shapes: square,
    of: (x) => mul(x, stride(constant(floats([1, 2, 3])), 0, -1)),
  },
  "cross-entropy": {
    shapes: [[3, 4], [3]],
    from: 0.2,
    of: (logits, weights) => crossEntropy(logits, at([3, 0, 2]), weights),
  },
  "binary cross-entropy": {
    shapes: [[2, 3]],
    of: (logits) => binaryCrossEntropy(logits, constant(floats([0, 1, 0.5]))),
  },
  "mean squared error": { shapes: pair.slice(0, 1), of: (x) => meanSquaredError(x, scalar(0.3)) },
  "distance of normal variables": {
    shapes: [
      [2, 3],
      [2, 3],
    ],
    of: (average, logVariance) => normalDivergence(average, logVariance, exp(logVariance)),
  },
  "squared ReLU": { shapes: square, of: (x) => squaredRelu(x) },
}
