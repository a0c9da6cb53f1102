/** What a loop model learns from, and what a step draws of it: a function of the seed and the step's number alone. */
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { floats, type Tensors } from "../../compute/index.ts"
import type { Hearing } from "../heard/hearing.ts"
import type { LoopNetwork } from "../network/config.ts"
import type { LoopSettings } from "./graph.ts"
import { crossed, turned } from "./vary.ts"

/** Of an attribute over all loops. */
export interface Scale {
  mean: number
  deviation: number
}

export function scalesOf(contents: readonly Uint8Array[], hearing: Hearing): Scale[] {
  const rows = contents.map((content) => hearing.measure(content))
  return hearing.attributes.map((_, at) => {
    const mean = rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length
    const square = rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / rows.length
    return { mean, deviation: Math.sqrt(square) || 1 }
  })
}

/** In standard deviations. */
export const scaled = (measured: readonly number[], scales: readonly Scale[]): number[] =>
  measured.map((value, at) => (value - scales[at]!.mean) / scales[at]!.deviation)

/** Of melodies so many are put together of two, and so many turned in time; drums stay as they are. */
const CROSSED = 0.3
const TURNED = 0.15
/** The share of steps after which a point's nats cost all they will. */
const RISING = 0.1
/** Far loops pull no harder. */
const FURTHEST = 3

export function drawBatch(
  contents: readonly Uint8Array[],
  scales: readonly Scale[],
  {
    network,
    hearing,
    settings,
  }: { network: LoopNetwork; hearing: Hearing; settings: LoopSettings },
  step: number,
): Tensors {
  const { batch, beta, steps, seed } = settings
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b))
  const drawn = Array.from({ length: batch }, () => draw(contents, network, random))
  const rows = drawn.flatMap((content) =>
    scaled(hearing.measure(content), scales).map((value) =>
      Math.max(-FURTHEST, Math.min(FURTHEST, value)),
    ),
  )
  const noise = Float32Array.from({ length: batch * network.latent }, () => nearNormal(random))
  return {
    x: hearing.toTensor(drawn),
    noise: floats(noise, [batch, network.latent]),
    attributes: floats(rows, [batch, scales.length]),
    beta: floats([beta * Math.min(1, step / (RISING * steps))], []),
  }
}

function draw(contents: readonly Uint8Array[], { kind }: LoopNetwork, random: Random): Uint8Array {
  const one = pick(contents, random)
  if (kind === "drums") return one
  const which = random()
  if (which < CROSSED) return crossed(one, pick(contents, random), random)
  return which < CROSSED + TURNED ? turned(one, random) : one
}

const pick = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)]!
