/** A small transformer that every executor must train alike, and what its loss has to be at every step. */
import { integers } from "../graph/tensor.ts"
import { input, type Value } from "../graph/value.ts"
import {
  attention,
  crossEntropy,
  embedding,
  gelu,
  initialVector,
  layerNorm,
  layoutOf,
  linear,
  type Parameters,
} from "../layers/index.ts"
import { encodeModel, lower } from "../onnx/index.ts"
import { add } from "../operators/index.ts"
import { adamW, initialState, trainingStep, warmUpThenCosine } from "../training/index.ts"
import type { SessionSpec, Tensors } from "../executors/executor.ts"

const [BATCH, TIME, WIDTH, VOCABULARY, LAYERS] = [4, 64, 96, 64, 2]

/** Measured with `onnx-cpu`; executors differ in the order of their sums. */
export const EXPECTED_LOSSES: readonly number[] = [
  4.64787, 3.17788, 2.20796, 1.52477, 0.99596, 0.68585,
]

/** Greatest difference of a loss. Ten times what executors that are right were seen to differ by. */
export const LOSS_TOLERANCE = 2e-3

export function selfTestSession(): { spec: SessionSpec; batch: Tensors } {
  const shape = [BATCH, TIME]
  const [tokens, targets] = [input("tokens", shape, "int32"), input("targets", shape, "int32")]
  const loss = (parameters: Parameters): Value => crossEntropy(model(parameters, tokens), targets)
  const layout = layoutOf(loss)
  const optimiser = adamW({ weightDecay: 0.1 })
  const train = trainingStep({
    ...{ layout, loss, optimiser, clip: 1 },
    inputs: () => ({ tokens, targets }),
    schedule: warmUpThenCosine({ rate: 3e-3, warmUpSteps: 2, steps: 10 }),
  })
  // A walk that is easy to learn, the same everywhere.
  const walk = Array.from({ length: BATCH * TIME + 1 }, (_, i) => (i * 7 + (i >> 3)) % VOCABULARY)
  return {
    spec: {
      models: { train: encodeModel(lower(train)) },
      state: initialState(initialVector(layout, 1), optimiser),
    },
    batch: { tokens: integers(walk.slice(0, -1), shape), targets: integers(walk.slice(1), shape) },
  }
}

function model(parameters: Parameters, tokens: Value): Value {
  let x = embedding(parameters.within("tokens"), tokens, { count: VOCABULARY, width: WIDTH })
  for (let i = 0; i < LAYERS; i++) {
    const block = parameters.within(`blocks.${i}`)
    const first = layerNorm(block.within("norm1"), x)
    x = add(x, attention(block.within("attention"), first, { heads: 4 }))
    const second = layerNorm(block.within("norm2"), x)
    const wide = gelu(linear(block.within("wide"), second, { outputs: 4 * WIDTH }))
    x = add(x, linear(block.within("narrow"), wide, { outputs: WIDTH }))
  }
  const last = layerNorm(parameters.within("norm"), x)
  return linear(parameters.within("head"), last, { outputs: VOCABULARY })
}
