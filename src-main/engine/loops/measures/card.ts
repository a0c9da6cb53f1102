/** A loop model whole, with the card that says what it is worth. */
import type { Licence } from "#shared/contract/datasets.ts"
import type { LoopCard } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import { type Executor, initialVector } from "../../compute/index.ts"
import { narrowest } from "../../training/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import type { Scale } from "../learn/scales.ts"
import type { LoopMaterial, NamedCorpus } from "../learn/keeping-io.ts"
import type { Gathered } from "../material/gather.ts"
import { drawerByCorpus } from "../material/shares.ts"
import type { LoopModelFile } from "../models/model-file.ts"
import type { LoopNetwork } from "../network/config.ts"
import { type Coder, openCoder } from "../network/coder.ts"
import { loopLayout } from "../network/layout.ts"
import { drawFrom, fitMixture, type Mixture } from "../prior/mixture.ts"
import { fitAxes } from "../space/axes.ts"
import { carriedBy } from "./carried.ts"
import { type Examination, prepareExamination } from "./examination.ts"
import { expressionFigures } from "./expression.ts"
import { realismFigures } from "./realism.ts"
import { smoothnessFigures } from "./smoothness.ts"

export interface LearntLoops extends LoopMaterial {
  name: string
  network: LoopNetwork
  parameters: Float32Array
  scales: readonly Scale[]
  trained: LoopCard["trained"]
  /** What makes it again. */
  command: string
}

/** Points of so many loops make the prior and the map. */
const POINTS = 12_000
const COMPONENTS = 12
const ROUNDS = 12
const SEED = 3
const PRIOR = `a mixture of ${COMPONENTS} normal distributions, fitted to points of loops learnt from`

export async function examinedModel(
  learnt: LearntLoops,
  executor: Executor,
): Promise<LoopModelFile> {
  const { network, parameters, gathered, corpora, name, scales } = learnt
  const hearing = hearingOf(network.kind)
  const coder = await openCoder({ network, hearing, parameters }, executor)
  const raw = { network, hearing, parameters: initialVector(loopLayout(network), SEED) }
  const untrained = await openCoder(raw, executor)
  const { prior, map } = await priorOf(gathered, coder, network)
  const examination = prepareExamination(gathered, network)
  const figures = await figuresOf(examination, { coder, untrained, prior, corpora })
  await coder.close()
  await untrained.close()
  return {
    ...{ name, network, parameters, scales, prior, map },
    card: { ...cardOf(learnt), ...figures },
  }
}

/** Of points drawn as the model learnt them: around their middles as far as the encoder is unsure. */
async function priorOf({ train }: Gathered, coder: Coder, { latent }: LoopNetwork) {
  const random = seededRandom(SEED)
  const draw = drawerByCorpus(train)
  const some = Array.from({ length: POINTS }, () => draw(random).content)
  const { mean } = await coder.encode(some)
  const options = { dimensions: latent, components: COMPONENTS, rounds: ROUNDS, seed: SEED }
  return { prior: fitMixture(mean, options), map: fitAxes(mean, latent) }
}

async function figuresOf(
  examination: Examination,
  {
    coder,
    untrained,
    prior,
    corpora,
  }: { coder: Coder; untrained: Coder; prior: Mixture; corpora: readonly NamedCorpus[] },
) {
  const drawn = {
    samples: await fromPrior(coder, prior, examination.real.length),
    untrained: await fromPrior(untrained, prior, examination.real.length),
  }
  const corpusNames = corpora.map(({ name }) => name)
  return {
    expression: await expressionFigures(examination, { coder, untrained, corpusNames }),
    realism: realismFigures(examination, drawn),
    smoothness: await smoothnessFigures(examination, { coder, untrained }),
    ...carriedBy(
      await coder.encode(examination.heldOut.map(({ content }) => content)),
      examination.heldOut.length,
    ),
  }
}

function fromPrior(coder: Coder, prior: Mixture, count: number): Promise<Uint8Array[]> {
  const random = seededRandom(SEED)
  const points = new Float32Array(count * prior.dimensions)
  for (let i = 0; i < count; i++) points.set(drawFrom(prior, random, 1), i * prior.dimensions)
  return coder.decode(points)
}

function cardOf({ name, network, gathered, corpora, trained, command }: LearntLoops) {
  const loopsOf = (at: number): number =>
    gathered.train.filter(({ corpus }) => corpus === at).length
  const learntFrom = corpora.map(({ name, hash, licence }, at) => ({
    ...{ name, hash, licence },
    loops: loopsOf(at),
  }))
  const licences: Licence[] = learntFrom
    .filter(({ loops }) => loops > 0)
    .map(({ licence }) => licence)
  return {
    summary: `${name}: ${network.bars} bars of ${network.kind}, after ${trained.steps} steps`,
    learntFrom: learntFrom.filter(({ loops }) => loops > 0),
    licence: narrowest(licences),
    parameters: loopLayout(network).size,
    heldOutLoops: gathered.heldOut.length,
    ...{ prior: PRIOR, trained, command },
  }
}
