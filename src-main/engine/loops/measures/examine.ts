/** All figures of a loop model, on loops of works that it has not learnt from. */
import type { LoopCard } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import { type Executor, initialVector } from "../../compute/index.ts"
import { hearingOf } from "../heard/hearing.ts"
import type { LoopMaterial } from "../learn/keeping-io.ts"
import type { LoopModelFile } from "../models/model-file.ts"
import { type Coder, openCoder } from "../network/coder.ts"
import { loopLayout } from "../network/layout.ts"
import { drawFrom, type Kernels } from "../prior/kernels.ts"
import { carriedBy } from "./carried.ts"
import { prepareExamination } from "./examination.ts"
import { expressionFigures } from "./expression.ts"
import { realismFigures } from "./realism.ts"
import { smoothnessFigures } from "./smoothness.ts"

export type Figures = Pick<LoopCard, "expression" | "realism" | "smoothness" | "kl" | "activeUnits">

const SEED = 3

/** Beside them those of a network that has learnt nothing, with the same prior. */
export async function examineLoops(
  { network, parameters, prior }: Pick<LoopModelFile, "network" | "parameters" | "prior">,
  { gathered, corpora }: LoopMaterial,
  executor: Executor,
): Promise<Figures> {
  const hearing = hearingOf(network.kind)
  const coder = await openCoder({ network, hearing, parameters }, executor)
  const raw = initialVector(loopLayout(network), SEED)
  const untrained = await openCoder({ network, hearing, parameters: raw }, executor)
  const examination = prepareExamination(gathered, network)
  const drawn = {
    samples: await fromPrior(coder, prior, examination.real.length),
    untrained: await fromPrior(untrained, prior, examination.real.length),
  }
  const corpusNames = corpora.map(({ name }) => name)
  const heldOut = gathered.heldOut.map(({ content }) => content)
  const figures = {
    expression: await expressionFigures(examination, { coder, untrained, corpusNames }),
    realism: realismFigures(examination, drawn),
    smoothness: await smoothnessFigures(examination, { coder, untrained }),
    ...carriedBy(await coder.encode(heldOut), heldOut.length),
  }
  await coder.close()
  await untrained.close()
  return figures
}

function fromPrior(coder: Coder, prior: Kernels, count: number): Promise<Uint8Array[]> {
  const random = seededRandom(SEED)
  const points = new Float32Array(count * prior.dimensions)
  for (let i = 0; i < count; i++) points.set(drawFrom(prior, random, 1), i * prior.dimensions)
  return coder.decode(points)
}
