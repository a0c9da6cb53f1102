/** What a step learns from: a function of the seed and the step's number alone. */
import { nearNormal, type Random, seededRandom } from "#shared/music/random.ts"
import { floats, type Tensors } from "../../compute/index.ts"
import type { Hearing } from "../heard/hearing.ts"
import type { GatheredLoop } from "../material/gather.ts"
import type { LoopNetwork } from "../network/config.ts"
import type { LoopSettings } from "./graph.ts"
import { type Scale, scaled } from "./scales.ts"
import { crossed, joined, turned } from "./vary.ts"

/** So many loops are put together of two, and so many turned in time. */
const VARIED = {
  melody: { together: crossed, share: 0.3, turned: 0.15 },
  drums: { together: joined, share: 0.2, turned: 0.1 },
}
/** The share of steps after which a point's nats cost all they will. */
const RISING = 0.1
/** Far loops pull no harder. */
const FURTHEST = 3

interface Drawing {
  network: LoopNetwork
  hearing: Hearing
  settings: LoopSettings
  scales: readonly Scale[]
  pick(random: Random): GatheredLoop
}

export function drawBatch(
  { network, hearing, settings, scales, pick }: Drawing,
  step: number,
): Tensors {
  const { batch, beta, steps, seed } = settings
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b))
  const drawn = Array.from({ length: batch }, () => {
    const [one, other] = [pick(random).content, pick(random).content]
    return varied(one, other, { network, random })
  })
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

function varied(
  one: Uint8Array,
  other: Uint8Array,
  { network: { kind, bars }, random }: { network: LoopNetwork; random: Random },
): Uint8Array {
  const { together, share, turned: turnedShare } = VARIED[kind]
  const which = random()
  if (which < share) return together(one, other, random)
  return which < share + turnedShare ? turned(one, bars, random) : one
}
