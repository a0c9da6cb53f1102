/** A rig learnt from takes with their recordings: deck, residual, and figures on what was held out. */
import { z } from "zod"
import { type Executor, floats, type Tensors } from "../../../compute/index.ts"
import { type LearntDeck, play } from "../deck/learnt-deck.ts"
import { baselinesFor, type SoundModel } from "../measures/baselines.ts"
import { evaluateModels, type ModelFigures } from "../measures/evaluate.ts"
import { neuralLearning, neuralModel } from "../neural/learn-neural.ts"
import { type Residual, seenOf, withResidual } from "../residual/residual.ts"
import type { Rig, RigFigures } from "../rig/rig.ts"
import { DeckFitState, fitDeck } from "./fit-deck.ts"
import { type HeardTake, SOUND_RATE_HZ } from "./heard-take.ts"
import { holdOut } from "./hold-out.ts"
import { type Learning, learnSteps } from "./learn.ts"
import { residualLearning } from "./learn-residual.ts"

export interface FitSteps {
  deck: number
  residual: number
  neural: number
}
/** A minute of scratching is worth all of them; of a second there is little to be learnt. */
const [FEWEST, MOST]: [FitSteps, FitSteps] = [
  { deck: 30, residual: 150, neural: 80 },
  { deck: 120, residual: 800, neural: 400 },
]
const ENOUGH_SECONDS = 60

function stepsFor(takes: readonly HeardTake[]): FitSteps {
  const seconds = takes.reduce((sum, { heard }) => sum + heard.length / SOUND_RATE_HZ, 0)
  const share = Math.min(1, seconds / ENOUGH_SECONDS)
  const of = (stage: keyof FitSteps): number =>
    Math.round(FEWEST[stage] + share * (MOST[stage] - FEWEST[stage]))
  return { deck: of("deck"), residual: of("residual"), neural: of("neural") }
}

/** Where a fit stands: what was learnt so far, as plain numbers. */
export const RigFitState = z.object({
  deck: DeckFitState.nullable(),
  /** Of the residual: its parameters and its optimiser's memories, and steps done. */
  residual: z
    .object({ step: z.number(), vectors: z.record(z.string(), z.array(z.number())) })
    .nullable(),
})
export type RigFitState = z.infer<typeof RigFitState>

export interface RigFitProgress {
  stage: "fitting the deck" | "learning the rest" | "measuring"
  fraction: number
  /** To go on from; null where nothing new is worth keeping. */
  state: RigFitState | null
}

export interface RigFitOrder {
  name: string
  createdAt: number
  seed: number
  takes: readonly HeardTake[]
  steps?: FitSteps
}

/** Shares of the whole. */
const [DECK_END, RESIDUAL_END] = [0.6, 0.8]

/** The same takes, seed and state give the same rig. @throws StudioError invalid-input where nothing sounds */
export async function* fitRig(
  { name, createdAt, seed, takes, steps = stepsFor(takes) }: RigFitOrder,
  { executor, from }: { executor: Executor; from: RigFitState | null },
): AsyncGenerator<RigFitProgress, Rig> {
  const { train, test, words } = holdOut(takes)
  const fitting = yield* fittedDeck(train, { steps: steps.deck, seed, from: from?.deck ?? null })
  const { deck } = fitting
  const residual = yield* learntResidual(deck, train, {
    ...{ steps: steps.residual, seed, executor, deckState: fitting.state },
    from: from?.residual ?? null,
  })
  const card = {
    ...{ name, createdAt, seed, heldOut: words },
    learntFrom: train.map(({ title, heard }) => ({ title, seconds: heard.length / SOUND_RATE_HZ })),
  }
  const figures = yield* measured({ deck, residual, train, test, seed, steps, executor })
  return { card: { ...card, figures }, deck, residual: isOfUse(figures) ? residual : null }
}

/** What was learnt beside the physics stays where it is nearer to what was held out. */
function isOfUse(figures: Rig["card"]["figures"]): boolean {
  const distanceOf = (name: string) => figures.find(({ model }) => model === name)?.spectral
  const [physics, both] = [distanceOf("physics"), distanceOf("physics and residual")]
  return physics === undefined || both === undefined || both < physics
}

async function* fittedDeck(
  train: readonly HeardTake[],
  options: { steps: number; seed: number; from: DeckFitState | null },
): AsyncGenerator<RigFitProgress, { deck: LearntDeck; state: DeckFitState | null }> {
  let state = options.from
  const fit = fitDeck(train, options)
  for (let next = fit.next(); ; next = fit.next()) {
    if (next.done) return { deck: next.value, state }
    state = next.value.state ?? state
    yield {
      ...{ stage: "fitting the deck", fraction: DECK_END * next.value.fraction },
      state: state && { deck: state, residual: null },
    }
  }
}

interface ResidualOptions {
  steps: number
  seed: number
  executor: Executor
  deckState: DeckFitState | null
  from: RigFitState["residual"]
}

async function* learntResidual(
  deck: LearntDeck,
  train: readonly HeardTake[],
  { steps, seed, executor, deckState, from }: ResidualOptions,
): AsyncGenerator<RigFitProgress, Residual> {
  const learning = residualLearning(deck, train, { steps, seed })
  let kept = from ? tensorsOf(from) : null
  for await (const { step, state } of learnSteps(learning, { executor, from: kept })) {
    kept = state
    const fraction = DECK_END + (RESIDUAL_END - DECK_END) * (step / steps)
    yield {
      ...{ stage: "learning the rest", fraction },
      state: { deck: deckState, residual: plainOf(step, state) },
    }
  }
  return { noise: learning.noise, weights: kept!["parameters"]!.data as Float32Array }
}

const plainOf = (step: number, state: Tensors): RigFitState["residual"] => ({
  step,
  vectors: Object.fromEntries(
    Object.entries(state)
      .filter(([name]) => name !== "step")
      .map(([name, { data }]) => [name, Array.from(data as Float32Array)]),
  ),
})

const tensorsOf = ({ step, vectors }: NonNullable<RigFitState["residual"]>): Tensors => ({
  step: floats([step], []),
  ...Object.fromEntries(Object.entries(vectors).map(([name, values]) => [name, floats(values)])),
})

interface Measuring {
  deck: LearntDeck
  residual: Residual
  train: readonly HeardTake[]
  test: readonly HeardTake[]
  seed: number
  steps: FitSteps
  executor: Executor
}

async function* measured({
  test,
  ...learnt
}: Measuring): AsyncGenerator<RigFitProgress, RigFigures[]> {
  if (test.length === 0) return []
  const { deck, residual, train, seed, steps, executor } = learnt
  const neural = await lastOf(neuralLearning(train, { steps: steps.neural, seed }), executor)
  const models = modelsOf({ deck, residual, neural, train })
  const rows: RigFigures[] = []
  for (const row of evaluateModels(models, test)) {
    rows.push(plainFigures(row))
    const share = rows.length / Object.keys(models).length
    yield {
      ...{ stage: "measuring", state: null },
      fraction: RESIDUAL_END + (1 - RESIDUAL_END) * share,
    }
  }
  return rows
}

async function lastOf(learning: Learning, executor: Executor): Promise<Float32Array> {
  let weights = new Float32Array(learning.layout.size)
  for await (const { state } of learnSteps(learning, { executor }))
    weights = state["parameters"]!.data as Float32Array<ArrayBuffer>
  return weights
}

export interface LearntModels {
  deck: LearntDeck
  residual: Residual
  neural: Float32Array
  train: readonly HeardTake[]
}

/** All models beside one another, the baselines first. */
export function modelsOf({ deck, residual, neural, train }: LearntModels) {
  const whole = ({ heard }: HeardTake) => ({ from: 0, count: heard.length })
  const models: Record<string, SoundModel> = {
    ...baselinesFor(train),
    "neural alone": neuralModel(neural),
    physics: (take) => play(deck, take.playing, whole(take)).sound,
    "physics and residual": (take) =>
      withResidual(seenOf(deck, take.playing, whole(take)), residual, 0),
  }
  return models
}

const plainFigures = ({ model, figures }: ModelFigures): RigFigures => ({
  model,
  spectral: figures.spectral.mean,
  logSpectralDb: figures.logSpectralDb.mean,
  bandsDb: figures.bandsDb.mean,
  onsetF1: figures.onsetF1.mean,
})
