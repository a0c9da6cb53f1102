/** Products of matrices. */
import { broadcastShape } from "../graph/tensor.ts"
import { operation, shapeText, type Value } from "../graph/value.ts"
import { reshape, sum, sumTo } from "./repeat.ts"
import { transposeMatrix } from "./shape.ts"

/** [..., m, k] and [..., k, n] to [..., m, n]; the axes in front are repeated as in sums. */
export function matMul(a: Value, b: Value): Value {
  const [m, inner] = a.shape.slice(-2)
  const [rows, n] = b.shape.slice(-2)
  if (m === undefined || n === undefined || inner !== rows)
    throw new RangeError(`${shapeText(a)} and ${shapeText(b)} have no product`)
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
  return operation({
    ...{ type: "MatMul", inputs: [a, b], shape: [...batch, m, n] },
    gradient: (dy) => [
      sumTo(matMul(dy, transposeMatrix(b)), a),
      sumTo(matMul(transposeMatrix(a), dy), b),
    ],
  })
}

interface GemmOptions {
  /** A row that is added to every row of the product. */
  bias?: Value | undefined
  transposeA?: boolean
  transposeB?: boolean
}

/** A product of two matrices, either of them transposed: [m, k] and [k, n] to [m, n]. */
export function gemm(a: Value, b: Value, options: GemmOptions = {}): Value {
  const { bias, transposeA = false, transposeB = false } = options
  const [m, inner] = transposeA ? a.shape.toReversed() : a.shape
  const [rows, n] = transposeB ? b.shape.toReversed() : b.shape
  if (m === undefined || n === undefined || inner !== rows || a.shape.length !== 2)
    throw new RangeError(`${shapeText(a)} and ${shapeText(b)} have no product`)
  return operation({
    ...{ type: "Gemm", inputs: bias ? [a, b, bias] : [a, b], shape: [m, n] },
    attributes: { transA: Number(transposeA), transB: Number(transposeB) },
    gradient: (dy) => [
      transposeA
        ? gemm(b, dy, { transposeA: transposeB, transposeB: true })
        : gemm(dy, b, { transposeB: !transposeB }),
      transposeB
        ? gemm(dy, a, { transposeA: true, transposeB: transposeA })
        : gemm(a, dy, { transposeA: !transposeA }),
      bias && reshape(sum(dy, [0]), bias.shape),
    ],
  })
}
