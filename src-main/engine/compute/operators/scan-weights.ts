/** How the weights that a loop's body uses get their gradients: summed over all turns, after the loop. */
import type { Operation, Value } from "../graph/value.ts"
import { gemm } from "./product.ts"
import { reshape, sum } from "./repeat.ts"

/** One place in a body where a weight is used. */
interface WeightUse {
  weight: Value
  /** Result of the operation that uses it. */
  output: Value
  /** What the backward loop has to give out in every turn, from the gradient that reaches `output`. */
  perTurn(dy: Value): Value
  /** The weight's gradient from what all turns gave out. */
  total(ofTurns: Value, keep: (inside: Value) => Value): Value
}

export function weightUses(
  operations: readonly Operation[],
  weights: ReadonlySet<Value>,
): WeightUse[] {
  return operations.flatMap((operation) =>
    operation.inputs.flatMap((weight, i) =>
      weights.has(weight)
        ? [isFactor(operation, i) ? asFactor(operation) : asOther(operation, i)]
        : [],
    ),
  )
}

/** The right side of a product of matrices that are not transposed. */
function isFactor({ type, inputs, attributes }: Operation, index: number): boolean {
  if (index !== 1 || inputs.some(({ shape }) => shape.length > 2)) return false
  return type === "MatMul" || (type === "Gemm" && !attributes["transA"] && !attributes["transB"])
}

/** All turns' products in one: much less work than a product and a sum in each turn. */
function asFactor({ inputs: [left, weight], outputs: [output] }: Operation): WeightUse {
  return {
    ...{ weight: weight!, output: output! },
    perTurn: (dy) => dy,
    total: (ofTurns, keep) => gemm(rowsOf(keep(left!)), rowsOf(ofTurns), { transposeA: true }),
  }
}

const rowsOf = (x: Value): Value => reshape(x, [-1, x.shape.at(-1)!])

function asOther(operation: Operation, index: number): WeightUse {
  const weight = operation.inputs[index]!
  return {
    ...{ weight, output: operation.outputs[0]! },
    perTurn(dy) {
      // One that is used twice by one operation has two uses, each with its own share.
      const shares = operation.gradient?.([dy], (value) => value === weight) ?? []
      const mine = shares.filter(([value]) => value === weight)
      const before = operation.inputs.slice(0, index).filter((value) => value === weight).length
      return mine[before]![1]
    },
    total: (ofTurns) => sum(ofTurns, [0]),
  }
}
