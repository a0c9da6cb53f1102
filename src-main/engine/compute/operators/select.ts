/** Looking up. Indices are int32: GPU providers know no int64. */
import { sizeOf } from "../graph/tensor.ts"
import { operation, shapeText, type Value } from "../graph/value.ts"
import { cast, equal } from "./compare.ts"
import { matMul } from "./product.ts"
import { reshape } from "./repeat.ts"
import { range, transpose } from "./shape.ts"

/** The value itself; what it is made of learns nothing through here. */
export const stopGradient = (x: Value): Value =>
  operation({ type: "Identity", inputs: [x], shape: x.shape })

/** 1 at each index and 0 elsewhere: int32 [...] to float32 [..., count]. */
export function oneHot(indices: Value, count: number): Value {
  const column = reshape(indices, [...indices.shape, 1])
  return cast(equal(column, range(count, "int32")), "float32")
}

/**
 * Rows of a table: [count, width] and int32 [...] to [..., width]. Its gradient is a product with one-hot rows: the same on
 * every executor to the order of its sums, which scattering is not.
 */
export function gather(table: Value, indices: Value): Value {
  const [count, width] = table.shape
  if (count === undefined || width === undefined || table.shape.length !== 2)
    throw new RangeError(`${shapeText(table)} is not a table of rows`)
  return operation({
    ...{ type: "Gather", inputs: [table, indices], attributes: { axis: 0 } },
    shape: [...indices.shape, width],
    gradient(dy) {
      const rows = sizeOf(indices.shape)
      const chosen = oneHot(reshape(indices, [rows]), count)
      return [matMul(transpose(chosen), reshape(dy, [rows, width])), undefined]
    },
  })
}

/** Index of the greatest value along the last axis, int64: [..., n] to [...]. */
export const argMax = (x: Value): Value =>
  operation({
    ...{ type: "ArgMax", inputs: [x], dtype: "int64", shape: x.shape.slice(0, -1) },
    attributes: { axis: x.shape.length - 1, keepdims: 0 },
  })
