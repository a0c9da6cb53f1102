/** Learning what the elites do: the speed by squares, the fader as a question of yes or no. */
import {
  adamW,
  add,
  binaryCrossEntropy,
  encodeModel,
  type Executor,
  floats,
  initialState,
  initialVector,
  input,
  integers,
  layoutOf,
  lower,
  meanSquaredError,
  type ParameterLayout,
  reshape,
  slice,
  type Tensors,
  trainingStep,
  warmUpThenCosine,
} from "../../compute/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import { OBSERVATION } from "../environment/index.ts"
import type { Lessons } from "./lessons.ts"
import { policyOutputs, withSkill } from "./network.ts"

export const DAYS = 30
const BATCH = 1024
/** The first days are short, for most is learnt in them. */
const shareUntil = (day: number): number => (day / DAYS) ** 2

const optimiser = adamW({ weightDecay: 1e-4 })
const [RATE, WARM_UP_STEPS] = [4e-3, 20]

const batchInputs = () => ({
  observations: input("observations", [BATCH, OBSERVATION]),
  skills: input("skills", [BATCH], "int32"),
  speeds: input("speeds", [BATCH, 1]),
  opens: input("opens", [BATCH, 1]),
})

/** @param skills how many there are */
export function policyLayout(skills: number): ParameterLayout {
  return layoutOf((parameters) => {
    const inputs = batchInputs()
    return policyOutputs(parameters, withSkill(parameters, skills, inputs))
  })
}

interface CloneOrder {
  skills: number
  /** Until the last day. */
  steps: number
  seed: number
  executor: Executor
  signal: AbortSignal
}

/** The weights at the end of every day. @param seed of the weights before the first */
export async function* cloned(
  lessons: Lessons,
  { skills, steps, seed, executor, signal }: CloneOrder,
): AsyncGenerator<Float32Array> {
  const layout = policyLayout(skills)
  const inputs = batchInputs()
  const schedule = warmUpThenCosine({ rate: RATE, warmUpSteps: WARM_UP_STEPS, steps })
  const graph = trainingStep({
    ...{ layout, optimiser, schedule, clip: 1, inputs: () => inputs },
    loss(parameters) {
      const outputs = policyOutputs(parameters, withSkill(parameters, skills, inputs))
      return add(
        meanSquaredError(slice(outputs, 1, 0, 1), reshape(inputs.speeds, [BATCH, 1])),
        binaryCrossEntropy(slice(outputs, 1, 1, 2), inputs.opens),
      )
    },
  })
  const session = await executor.open({
    models: { learn: encodeModel(lower(graph)) },
    state: initialState(initialVector(layout, seed), optimiser),
    threads: 1,
  })
  try {
    let step = 0
    for (let day = 1; day <= DAYS; day++) {
      for (; step < Math.max(1, steps * shareUntil(day)); step++) {
        signal.throwIfAborted()
        await session.run("learn", batchOf(lessons, seed, step))
      }
      const { parameters } = await session.read(["parameters"])
      yield parameters!.data as Float32Array
    }
  } finally {
    await session.close()
  }
}

/** Rows by chance, the same for the same seed and step. */
function batchOf(lessons: Lessons, seed: number, step: number): Tensors {
  const random = seededRandom(Math.imul(seed + 1, 0x85ebca6b) ^ step)
  const observations = new Float32Array(BATCH * OBSERVATION)
  const skills = new Int32Array(BATCH)
  const [speeds, opens] = [new Float32Array(BATCH), new Float32Array(BATCH)]
  for (let at = 0; at < BATCH; at++) {
    const row = Math.floor(random() * lessons.count)
    const from = row * OBSERVATION
    observations.set(lessons.observations.subarray(from, from + OBSERVATION), at * OBSERVATION)
    skills[at] = lessons.skills[row]!
    speeds[at] = lessons.speeds[row]!
    opens[at] = lessons.opens[row]!
  }
  return {
    observations: floats(observations, [BATCH, OBSERVATION]),
    ...{ skills: integers(skills), speeds: floats(speeds, [BATCH, 1]) },
    opens: floats(opens, [BATCH, 1]),
  }
}
