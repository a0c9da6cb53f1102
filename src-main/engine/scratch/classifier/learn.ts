/** Learning to name strokes, as steps that follow from the seed and their numbers alone. */
import { seededRandom } from "#shared/music/random.ts"
import {
  adamW,
  crossEntropy,
  encodeModel,
  floats,
  initialState,
  initialVector,
  input,
  integers,
  lower,
  trainingStep,
  warmUpThenCosine,
  type Executor,
  type GraphSpec,
  type Tensors,
} from "../../compute/index.ts"
import { FEATURES, MOST_STROKES } from "./features.ts"
import type { Example } from "./material/examples.ts"
import { classifierLayout, nameStrokes, strokesInput } from "./network.ts"

export interface ClassifierSettings {
  batch: number
  steps: number
  rate: number
  seed: number
}

export interface ClassifierProgress {
  /** Steps done. */
  step: number
  /** Nats, mean of the last steps. */
  loss: number
  /** A copy of the whole state. */
  state: Tensors
}

const OPTIMISER = adamW({ weightDecay: 0.02, beta2: 0.99 })
const WARM_UP_STEPS = 100
const LOWEST_RATE = 1 / 50
const CLIP = 1

/** @param from a state to go on from @param every steps between those that are told of; the last is told */
export async function* learnNames(
  examples: readonly Example[],
  settings: ClassifierSettings,
  { executor, from, every }: { executor: Executor; from: Tensors | null; every: number },
): AsyncGenerator<ClassifierProgress> {
  const session = await executor.open({
    models: { learn: encodeModel(lower(graphOf(settings))) },
    state: from ?? initialState(initialVector(classifierLayout(), settings.seed), OPTIMISER),
    threads: 1,
  })
  const first = Number(from?.["step"]?.data[0] ?? 0)
  let [sum, count] = [0, 0]
  for (let step = first; step < settings.steps; step++) {
    const { loss } = await session.run("learn", batchOf(examples, settings, step))
    sum += Number(loss!.data[0])
    count++
    if ((step + 1) % every !== 0 && step + 1 !== settings.steps) continue
    yield { step: step + 1, loss: sum / count, state: await session.read() }
    sum = count = 0
  }
  await session.close()
}

function graphOf({ batch, rate, steps }: ClassifierSettings): GraphSpec {
  const strokes = strokesInput(batch)
  const labels = input("labels", [batch], "int32")
  const lowestRate = rate * LOWEST_RATE
  return trainingStep({
    ...{ layout: classifierLayout(), clip: CLIP, optimiser: OPTIMISER },
    loss: (parameters) => crossEntropy(nameStrokes(parameters, strokes), labels),
    inputs: () => ({ ...strokes, labels }),
    schedule: warmUpThenCosine({ rate, warmUpSteps: WARM_UP_STEPS, steps, lowestRate }),
  })
}

function batchOf(examples: readonly Example[], settings: ClassifierSettings, step: number) {
  const { batch, seed } = settings
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b))
  const strokes = new Float32Array(MOST_STROKES * batch * FEATURES)
  const counts = new Float32Array(MOST_STROKES * batch)
  const labels: number[] = []
  for (let column = 0; column < batch; column++) {
    const { label, rows } = examples[Math.floor(random() * examples.length)]!
    labels.push(label)
    for (const [time, row] of rows.entries()) {
      strokes.set(row, (time * batch + column) * FEATURES)
      counts[time * batch + column] = 1 / rows.length
    }
  }
  return {
    strokes: floats(strokes, [MOST_STROKES, batch, FEATURES]),
    counts: floats(counts, [MOST_STROKES, batch, 1]),
    labels: integers(labels),
  }
}
