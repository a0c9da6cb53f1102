/** Gated recurrent unit (Cho et al. 2014), in the variant whose reset gate acts after the product, as cuDNN has it. */
import { constant, type Value } from "../graph/value.ts"
import { zeros } from "../graph/tensor.ts"
import { add, gemm, mul, scan, sigmoid, slice, sub, tanh } from "../operators/index.ts"
import { filledWith, scaledTo } from "./initial.ts"
import { linear } from "./linear.ts"
import type { Parameters } from "./parameters.ts"

interface GruOptions {
  width: number
  /** [batch, width]; zeros if left out. */
  state?: Value
}

/** [time, batch, inputs] to [time, batch, width], and the state after the last step. */
export function gru(
  parameters: Parameters,
  x: Value,
  { width, state }: GruOptions,
): { y: Value; state: Value } {
  const batch = x.shape[1]!
  const initial = scaledTo(width)
  const weight = parameters.parameter("state.weight", [width, 3 * width], { initial })
  const bias = parameters.parameter("state.bias", [3 * width], { initial: filledWith(0) })
  // The inputs' part of all gates at once, before the loop.
  const gates = linear(parameters.within("input"), x, { outputs: 3 * width })
  const { states, outputs } = scan(
    {
      states: [state ?? constant(zeros("float32", [batch, width]))],
      elements: [slice(gates, 2, 0, 2 * width), slice(gates, 2, 2 * width)],
    },
    ([before], [gatesOfInput, newOfInput]) => {
      const ofState = gemm(before!, weight, { bias })
      const both = sigmoid(add(gatesOfInput!, slice(ofState, 1, 0, 2 * width)))
      const [reset, update] = [slice(both, 1, 0, width), slice(both, 1, width)]
      const candidate = tanh(add(newOfInput!, mul(reset, slice(ofState, 1, 2 * width))))
      const after = add(candidate, mul(update, sub(before!, candidate)))
      return { states: [after], outputs: [after] }
    },
  )
  return { y: outputs[0]!, state: states[0]! }
}
