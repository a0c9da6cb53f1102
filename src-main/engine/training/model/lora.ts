/** Low-rank changes to the weights of a parent (LoRA: Hu et al. 2022): W + A B, of which A and B learn and W stays. */
import {
  add,
  constant,
  filledWith,
  floats,
  matMul,
  type Parameters,
  scaledTo,
  type TensorData,
} from "../../compute/index.ts"
import type { Wrap } from "./graphs.ts"

/** Products between rows; tables of words and scales stay as they are. */
const CHANGES = /(project|merge|wide|narrow|words|input)\.weight$/

/** @param parent its weights by name */
export function lowRank(parent: ReadonlyMap<string, TensorData>, rank: number): Wrap {
  const wrapped = (own: Parameters, prefix: string): Parameters => ({
    within: (name) => wrapped(own, `${prefix}${name}.`),
    parameter(name, shape) {
      const full = `${prefix}${name}`
      const weight = constant(known(parent, full), full)
      const [inputs, outputs] = shape as [number, number]
      if (!CHANGES.test(full) || shape.length !== 2) return weight
      const options = { decays: true }
      const down = own.parameter(`${full}.down`, [inputs, rank], {
        ...options,
        initial: scaledTo(inputs),
      })
      const up = own.parameter(`${full}.up`, [rank, outputs], {
        ...options,
        initial: filledWith(0),
      })
      return add(weight, matMul(down, up))
    },
  })
  return (own) => wrapped(own, "")
}

/** The parent with the changes in it: what a model of its own is saved as. */
export function merged(
  parent: ReadonlyMap<string, TensorData>,
  changes: ReadonlyMap<string, TensorData>,
): Map<string, TensorData> {
  return new Map(
    [...parent].map(([name, weight]) => {
      const [down, up] = [changes.get(`${name}.down`), changes.get(`${name}.up`)]
      return [name, down && up ? plusProduct(weight, down, up) : weight]
    }),
  )
}

function plusProduct(weight: TensorData, down: TensorData, up: TensorData): TensorData {
  const [rows, rank] = down.shape as [number, number]
  const columns = up.shape[1]!
  const sum = Float32Array.from(weight.data as Float32Array)
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < rank; at++) {
      const factor = Number(down.data[row * rank + at])
      for (let column = 0; column < columns; column++)
        sum[row * columns + column]! += factor * Number(up.data[at * columns + column])
    }
  return floats(sum, weight.shape)
}

function known(parent: ReadonlyMap<string, TensorData>, name: string): TensorData {
  const weight = parent.get(name)
  if (!weight) throw new Error(`The parent has no ${name}`)
  return weight
}
