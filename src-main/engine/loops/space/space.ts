/** A loop model's space: loops as points, points as loops, and the ways between them. */
import type { z } from "zod"
import type { EncodedLoop, Loop, LoopCell, LoopPoint, loops } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { Executor } from "../../compute/index.ts"
import { type Heard, hearingOf } from "../heard/hearing.ts"
import { exactness } from "../measures/exactness.ts"
import type { LoopModelFile } from "../models/model-file.ts"
import { openCoder } from "../network/coder.ts"
import { drawFrom } from "../prior/kernels.ts"
import { attributesOf } from "./attributes-of.ts"
import { placeOf } from "./axes.ts"
import { cellsBetween } from "./between.ts"
import { heardLoops, rowsOf } from "./given.ts"
import { nudged } from "./nudge.ts"

export type Asked<Name extends keyof typeof loops> = Omit<
  z.output<(typeof loops)[Name]["input"]>,
  "modelId"
>

export interface LoopSpace {
  /** @throws StudioError invalid-input naming the loop: another kind, other bars, nothing to hear */
  encode(loops: readonly Loop[]): Promise<EncodedLoop[]>
  /** @throws StudioError invalid-input where a point is not of this space, here and below */
  decode(points: readonly LoopPoint[]): Promise<LoopCell[]>
  between(asked: Asked<"loops.between">): Promise<LoopCell[]>
  sample(asked: Asked<"loops.sample">): Promise<LoopCell[]>
  vary(asked: Asked<"loops.vary">): Promise<LoopCell[]>
  nudge(asked: Asked<"loops.nudge">): Promise<LoopCell>
  arrange(points: readonly LoopPoint[]): { x: number; y: number }[]
  close(): Promise<void>
}

export async function openLoopSpace(model: LoopModelFile, executor: Executor): Promise<LoopSpace> {
  const { network, parameters, scales, prior, map, directions } = model
  const { kind, bars, latent } = network
  const hearing = hearingOf(kind)
  const coder = await openCoder({ network, hearing, parameters }, executor)
  const toLoop = (heard: Heard): Loop => ({ kind, bars, notes: hearing.notes(heard) })

  const decode = async (points: readonly LoopPoint[]): Promise<LoopCell[]> => {
    const contents = await coder.decode(rowsOf(points, latent))
    return points.map((point, at) => {
      const content = contents[at]!
      const loop = toLoop({ ...point, content })
      return { point, loop, attributes: attributesOf(content, { hearing, scales }) }
    })
  }

  return {
    decode,
    async encode(loops) {
      const heard = heardLoops(loops, network, hearing)
      const { mean } = await coder.encode(heard.map(({ content }) => content))
      const backs = await coder.decode(mean)
      return heard.map(({ content, key, octaves }, at) => {
        const { steps, stepsRight, onsets, onsetsRight } = exactness(kind, content, backs[at]!)
        return {
          point: { latent: [...mean.subarray(at * latent, (at + 1) * latent)], key, octaves },
          loop: toLoop({ content: backs[at]!, key, octaves }),
          attributes: attributesOf(content, { hearing, scales }),
          exactness: { steps: stepsRight / steps, onsets: onsetsRight / onsets },
        }
      })
    },
    async between(asked) {
      rowsOf(asked.corners, latent)
      return decode(cellsBetween(asked))
    },
    async sample({ count, seed, temperature, key, octaves }) {
      const random = seededRandom(seed)
      const drawn = Array.from({ length: count }, () => drawFrom(prior, random, temperature))
      return decode(drawn.map((numbers) => ({ latent: [...numbers], key, octaves })))
    },
    async vary({ point, amount, count, seed }) {
      const [from] = [rowsOf([point], latent)]
      const random = seededRandom(seed)
      const drawn = Array.from({ length: count }, () => {
        const other = drawFrom(prior, random, 1)
        return from.map((value, i) => value + amount * (other[i]! - prior.mean[i]!))
      })
      return decode(drawn.map((numbers) => ({ ...point, latent: [...numbers] })))
    },
    async nudge({ point, changes }) {
      const numbers = await nudged(rowsOf([point], latent), changes, {
        coder,
        hearing,
        scales,
        directions,
      })
      return (await decode([{ ...point, latent: [...numbers] }]))[0]!
    },
    arrange(points) {
      rowsOf(points, latent)
      return points.map((point) => placeOf(map, point.latent))
    },
    close: () => coder.close(),
  }
}
