/** What a loop model is examined on: loops of works that it has not learnt from, and tables of counts from other such works. */
import type { LoopKind } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import type { Gathered, GatheredLoop } from "../material/gather.ts"
import { drawerByCorpus } from "../material/shares.ts"
import { type LoopGrams, learnGrams } from "./grams.ts"

export interface Examination {
  kind: LoopKind
  bars: number
  train: readonly GatheredLoop[]
  heldOut: readonly GatheredLoop[]
  /** Learnt from half of the held-out works. */
  grams: LoopGrams
  /** Of the other half, in the proportions of what was learnt from. */
  real: readonly Uint8Array[]
  /** Of all of them, in the same proportions: a few works of a corpus are no picture of it. */
  ofAllWorks: readonly Uint8Array[]
  /** Begin and end of ways: other loops of the same works. */
  pairs: readonly (readonly [Uint8Array, Uint8Array])[]
}

const REAL_LOOPS = 400
const PAIRS = 200
const SEED = 20_26

export function prepareExamination(
  { train, heldOut }: Gathered,
  { kind, bars }: { kind: LoopKind; bars: number },
): Examination {
  const random = seededRandom(SEED)
  const works = [...new Set(heldOut.map(workOf))].sort()
  const asked = new Set(works.filter((_, i) => i % 2 === 0))
  const own = heldOut.filter((loop) => asked.has(workOf(loop)))
  const others = heldOut.filter((loop) => !asked.has(workOf(loop)))
  const draw = (loops: readonly GatheredLoop[], count: number): Uint8Array[] => {
    const drawOne = drawerByCorpus(loops, { like: train, power: 1 })
    return Array.from({ length: count }, () => drawOne(random).content)
  }
  const ends = draw(own, 2 * PAIRS)
  return {
    ...{ kind, bars, train, heldOut },
    grams: learnGrams(
      kind,
      others.map(({ content }) => content),
    ),
    real: draw(own, REAL_LOOPS),
    ofAllWorks: draw(heldOut, REAL_LOOPS),
    pairs: Array.from({ length: PAIRS }, (_, i) => [ends[2 * i]!, ends[2 * i + 1]!] as const),
  }
}

const workOf = ({ corpus, work }: GatheredLoop): string => `${corpus} ${work}`
