/** Learning as steps that may be stopped between any two of them: each follows from the seed and its number alone. */
import {
  type ComputeSession,
  encodeModel,
  type Executor,
  initialState,
  initialVector,
  lower,
  type Tensors,
} from "../../compute/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import type { GatheredLoop } from "../material/gather.ts"
import { drawerByCorpus } from "../material/shares.ts"
import type { LoopNetwork } from "../network/config.ts"
import { loopLayout } from "../network/layout.ts"
import { learningGraph, type LoopSettings, optimiserFor } from "./graph.ts"
import { drawBatch } from "./batch.ts"
import type { Scale } from "./scales.ts"

export interface LearnOrder {
  network: LoopNetwork
  settings: LoopSettings
  loops: readonly GatheredLoop[]
  scales: readonly Scale[]
}

export interface LearnProgress {
  /** Steps done. */
  step: number
  /** Nats a loop, a point's own weighed by beta: the mean of the last steps. */
  loss: number
  /** A copy of the whole state: parameters, the optimiser's memories, the step. */
  state: Tensors
}

/** Half way to drawing as much of every corpus. */
const EVENED = 0.5

/** @param from a state to go on from @param every steps between those that are told of; the last is told */
export async function* learnLoops(
  { network, settings, loops, scales }: LearnOrder,
  {
    executor,
    from,
    every,
    threads,
  }: { executor: Executor; from: Tensors | null; every: number; threads: number },
): AsyncGenerator<LearnProgress> {
  const session = await openLearning({ network, settings, scales }, { executor, from, threads })
  const hearing = hearingOf(network.kind)
  const drawing = {
    network,
    hearing,
    settings,
    scales,
    pick: drawerByCorpus(loops, { like: loops, power: EVENED }),
  }
  let sum = 0
  const first = Number(from?.["step"]?.data[0] ?? 0)
  for (let step = first; step < settings.until; step++) {
    const { loss } = await session.run("learn", drawBatch(drawing, step))
    sum += Number(loss!.data[0])
    const done = step + 1
    if (done % every !== 0 && done !== settings.until) continue
    const counted = done % every || every
    yield { step: done, loss: sum / Math.min(counted, done - first), state: await session.read() }
    sum = 0
  }
  await session.close()
}

function openLearning(
  { network, settings, scales }: Omit<LearnOrder, "loops">,
  { executor, from, threads }: { executor: Executor; from: Tensors | null; threads: number },
): Promise<ComputeSession> {
  const initial = initialVector(loopLayout(network), settings.seed)
  return executor.open({
    models: { learn: encodeModel(lower(learningGraph(network, settings, scales.length))) },
    state: from ?? initialState(initial, optimiserFor(settings)),
    threads,
  })
}
