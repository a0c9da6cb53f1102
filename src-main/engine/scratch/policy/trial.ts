/** The second road: a policy that is shown nothing and learns from what its own bars are worth. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import { type Random, seededRandom } from "#shared/music/random.ts"
import {
  type ComputeSession,
  encodeModel,
  type Executor,
  floats,
  initialState,
  initialVector,
  integers,
  lower,
  type Tensors,
} from "../../compute/index.ts"
import { OBSERVATION } from "../environment/index.ts"
import { type Trials, TrialStage } from "./trial-bars.ts"
import { TRIAL_BATCH, trialGraph, trialLayout, trialOptimiser } from "./trial-graph.ts"

/** How often each trial is learnt from. */
const TIMES = 4

interface TrialProgress {
  /** Bars played so far, before what was learnt from the last ones. */
  bars: number
  /** Of those bars, a mean, 0..1. */
  quality: number
  weights: Float32Array
}

/** Plays and learns in turn, for as long as it is asked to. @param rounds of 32 bars */
export async function* learntByTrial(
  settings: DiscoverySettings,
  { rounds, executor }: { rounds: number; executor: Executor },
): AsyncGenerator<TrialProgress> {
  const stage = new TrialStage(settings)
  const random = seededRandom(settings.seed ^ 0x7412a1)
  let weights = initialVector(trialLayout(), settings.seed)
  const session = await executor.open({
    models: { learn: encodeModel(lower(trialGraph())) },
    state: initialState(weights, trialOptimiser),
    threads: 1,
  })
  try {
    for (let round = 1; round <= rounds; round++) {
      const trials = stage.play(weights, random)
      yield { bars: (round - 1) * stage.bars, quality: trials.quality, weights }
      await learnFrom(session, trials, random)
      weights = (await session.read(["parameters"]))["parameters"]!.data as Float32Array
    }
  } finally {
    await session.close()
  }
}

async function learnFrom(session: ComputeSession, trials: Trials, random: Random): Promise<void> {
  const batches = Math.floor((TIMES * trials.count) / TRIAL_BATCH)
  for (let batch = 0; batch < batches; batch++) await session.run("learn", drawn(trials, random))
}

function drawn(trials: Trials, random: Random): Tensors {
  const rows = Int32Array.from({ length: TRIAL_BATCH }, () => Math.floor(random() * trials.count))
  const column = (of: Float32Array) =>
    floats(
      Float32Array.from(rows, (row) => of[row]!),
      [TRIAL_BATCH, 1],
    )
  const observations = new Float32Array(TRIAL_BATCH * OBSERVATION)
  for (const [at, row] of rows.entries()) {
    const from = row * OBSERVATION
    observations.set(trials.observations.subarray(from, from + OBSERVATION), at * OBSERVATION)
  }
  return {
    observations: floats(observations, [TRIAL_BATCH, OBSERVATION]),
    skills: integers(new Int32Array(TRIAL_BATCH)),
    ...{ speeds: column(trials.speeds), opens: column(trials.opens) },
    ...{ before: column(trials.before), advantages: column(trials.advantages) },
    returns: column(trials.returns),
  }
}
