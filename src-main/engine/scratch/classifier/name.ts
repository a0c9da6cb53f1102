/** The network in plain TypeScript: a take is named in a millisecond, without a session. */
import type { TensorData } from "../../compute/index.ts"
import { CLASSES, WIDTH } from "./network.ts"

export type Weights = ReadonlyMap<string, TensorData>

/** @param rows of strokes, at least one @returns shares of the classes, which add up to 1 */
export function nameRows(weights: Weights, rows: readonly Float32Array[]): Float64Array {
  const numbers = (name: string): Float32Array => weights.get(name)!.data as Float32Array
  const dense = (name: string, x: ArrayLike<number>, outputs: number): Float64Array =>
    product(x, numbers(`${name}.weight`), numbers(`${name}.bias`), outputs)
  let state = new Float64Array(WIDTH)
  const [mean, also] = [new Float64Array(WIDTH), new Float64Array(WIDTH)]
  for (const row of rows) {
    const seen = dense("in", row, WIDTH).map((value) => Math.max(0, value))
    const ofInput = dense("gru.input", seen, 3 * WIDTH)
    state = turned(state, ofInput, dense("gru.state", state, 3 * WIDTH))
    for (let i = 0; i < WIDTH; i++) {
      mean[i]! += state[i]! / rows.length
      also[i]! += seen[i]! / rows.length
    }
  }
  const wide = dense("wide", [...mean, ...also], WIDTH).map((value) => Math.max(0, value))
  return softmax(dense("out", wide, CLASSES))
}

function turned(
  before: Float64Array,
  ofInput: Float64Array,
  ofState: Float64Array,
): Float64Array<ArrayBuffer> {
  const gate = (i: number): number => 1 / (1 + Math.exp(-ofInput[i]! - ofState[i]!))
  return Float64Array.from(before, (value, i) => {
    const [reset, update] = [gate(i), gate(WIDTH + i)]
    const candidate = Math.tanh(ofInput[2 * WIDTH + i]! + reset * ofState[2 * WIDTH + i]!)
    return candidate + update * (value - candidate)
  })
}

/** x W + b, W row by row. */
function product(
  x: ArrayLike<number>,
  weight: Float32Array,
  bias: Float32Array,
  outputs: number,
): Float64Array {
  const y = Float64Array.from(bias)
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!
    if (value === 0) continue
    for (let j = 0; j < outputs; j++) y[j]! += value * weight[i * outputs + j]!
  }
  return y
}

function softmax(logits: Float64Array): Float64Array {
  const most = logits.reduce((best, value) => Math.max(best, value), -Infinity)
  const weights = logits.map((value) => Math.exp(value - most))
  const sum = weights.reduce((all, value) => all + value, 0)
  return weights.map((value) => value / sum)
}
