/** Layer normalisation (Ba, Kiros & Hinton 2016) as one operator: a pass over memory instead of six. */
import type { Operation, Value } from "../graph/value.ts"
import { mul, sub } from "./arithmetic.ts"
import { mean } from "./reduce.ts"
import { sum } from "./repeat.ts"

/** (x - mean) / sqrt(variance + epsilon) * scale + bias along the last axis: [..., n], scale and bias [n]. */
export function layerNormalization(
  x: Value,
  { scale, bias, epsilon = 1e-5 }: { scale: Value; bias: Value; epsilon?: number },
): Value {
  const source: Operation = {
    ...{ kind: "operation", type: "LayerNormalization", inputs: [x, scale, bias], outputs: [] },
    attributes: { axis: -1, epsilon: { float: Math.fround(epsilon) } },
    gradient: ([dy]) => (dy ? sharesOf(dy) : []),
  }
  const rows = [...x.shape.slice(0, -1), 1]
  const [y, average, inverseDeviation] = [x.shape, rows, rows].map((shape): Value => ({
    dtype: "float32",
    shape,
    source,
  })) as [Value, Value, Value]
  source.outputs.push(y, average, inverseDeviation)

  function sharesOf(dy: Value): [Value, Value][] {
    const normal = mul(sub(x, average), inverseDeviation)
    const dNormal = mul(dy, scale)
    const along = mul(normal, mean(mul(dNormal, normal), [-1], { keep: true }))
    const around = sub(dNormal, mean(dNormal, [-1], { keep: true }))
    const over = x.shape.slice(0, -1).map((_, axis) => axis)
    return [
      [x, mul(inverseDeviation, sub(around, along))],
      [scale, sum(mul(dy, normal), over)],
      [bias, sum(dy, over)],
    ]
  }
  return y
}
