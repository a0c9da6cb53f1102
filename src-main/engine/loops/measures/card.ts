/** A loop model whole, with the card that says what it is worth. */
import type { Licence } from "#shared/contract/datasets.ts"
import type { LoopCard } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { Executor } from "../../compute/index.ts"
import { narrowest } from "../../training/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import type { LoopMaterial } from "../learn/keeping-io.ts"
import { type Scale, scaled } from "../learn/scales.ts"
import type { LoopModelFile } from "../models/model-file.ts"
import type { LoopNetwork } from "../network/config.ts"
import { openCoder } from "../network/coder.ts"
import { loopLayout } from "../network/layout.ts"
import { kernelsAround } from "../prior/kernels.ts"
import { fitAxes } from "../space/axes.ts"
import { fitDirections } from "../space/directions.ts"
import { examineLoops, type Figures } from "./examine.ts"

export interface LearntLoops extends LoopMaterial {
  name: string
  network: LoopNetwork
  parameters: Float32Array
  scales: readonly Scale[]
  trained: LoopCard["trained"]
  /** What makes it again. */
  command: string
}

/** Points of so many loops make the prior, the map and the directions. */
const POINTS = 3000
const SEED = 3
const PRIOR = `kernels around the points of ${POINTS} loops learnt from`

export async function examinedModel(
  learnt: LearntLoops,
  executor: Executor,
): Promise<LoopModelFile> {
  const { network, parameters, name, scales } = learnt
  const model = { name, network, parameters, scales, ...(await pointsOf(learnt, executor)) }
  return { ...model, card: cardOf(learnt, await examineLoops(model, learnt, executor)) }
}

/** What follows from where loops lie. */
async function pointsOf(
  { gathered, network, parameters, scales }: LearntLoops,
  executor: Executor,
) {
  const hearing = hearingOf(network.kind)
  const { kind, latent: dimensions } = network
  const coder = await openCoder({ network, hearing, parameters }, executor)
  const random = seededRandom(SEED)
  const { train } = gathered
  const some = Array.from(
    { length: POINTS },
    () => train[Math.floor(random() * train.length)]!.content,
  )
  const { mean } = await coder.encode(some)
  await coder.close()
  const measured = some.map((content) => scaled(hearing.measure(content), scales))
  const directions = fitDirections(mean, measured)
  return {
    prior: kernelsAround(mean, { kind, dimensions }),
    map: fitAxes(mean, dimensions),
    directions,
  }
}

function cardOf(learnt: LearntLoops, figures: Figures): LoopCard {
  const { name, network, gathered, corpora, trained, command } = learnt
  const loopsOf = (at: number): number =>
    gathered.train.filter(({ corpus }) => corpus === at).length
  const learntFrom = corpora
    .map((corpus, at) => ({ ...corpus, loops: loopsOf(at) }))
    .filter(({ loops }) => loops > 0)
  const licences: Licence[] = learntFrom.map(({ licence }) => licence)
  return {
    summary: `${name}, after ${trained.steps} steps`,
    ...{ learntFrom, licence: narrowest(licences) },
    parameters: loopLayout(network).size,
    heldOutLoops: gathered.heldOut.length,
    ...{ ...figures, prior: PRIOR, trained, command },
  }
}
