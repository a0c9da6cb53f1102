/** Steps of learning on the compute core, each a function of the seed and its number: what is stopped goes on as if it had not been. */
import {
  adamW,
  encodeModel,
  type Executor,
  initialState,
  initialVector,
  lower,
  type ParameterLayout,
  type Parameters,
  type Tensors,
  trainingStep,
  type Value,
  warmUpThenCosine,
} from "../../../compute/index.ts"

export interface Learning {
  layout: ParameterLayout
  inputs: Record<string, Value>
  loss(parameters: Parameters): Value
  batchAt(step: number): Tensors
  steps: number
  rate: number
  seed: number
  /** To begin with instead of chance. */
  initial?: Float32Array
}

export interface LearntStep {
  step: number
  loss: number
  /** All of it, to go on from. */
  state: Tensors
}

const TOLD_EVERY = 50
const optimiser = adamW({ weightDecay: 0.01, beta2: 0.99 })

export async function* learnSteps(
  { layout, inputs, loss, batchAt, steps, rate, seed, initial }: Learning,
  { executor, from }: { executor: Executor; from?: Tensors | null },
): AsyncGenerator<LearntStep> {
  const graph = trainingStep({
    ...{ layout, loss, inputs: () => inputs, optimiser, clip: 1 },
    schedule: warmUpThenCosine({ rate, warmUpSteps: 20, steps, lowestRate: rate / 50 }),
  })
  const session = await executor.open({
    models: { learn: encodeModel(lower(graph)) },
    state: from ?? initialState(initial ?? initialVector(layout, seed), optimiser),
    threads: 1,
  })
  try {
    let [sum, count] = [0, 0]
    for (let step = Number(from?.["step"]?.data[0] ?? 0); step < steps; step++) {
      const told = await session.run("learn", batchAt(step))
      sum += Number(told["loss"]!.data[0])
      count++
      if ((step + 1) % TOLD_EVERY > 0 && step + 1 < steps) continue
      yield { step: step + 1, loss: sum / count, state: await session.read() }
      ;[sum, count] = [0, 0]
    }
  } finally {
    await session.close()
  }
}
