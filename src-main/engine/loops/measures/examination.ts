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
  /** Of the other half: as many of each corpus as a model draws of it. */
  real: readonly Uint8Array[]
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
  const draw = drawerByCorpus(own, train)
  const drawn = Array.from({ length: REAL_LOOPS + 2 * PAIRS }, () => draw(random).content)
  const ends = drawn.slice(REAL_LOOPS)
  return {
    ...{ kind, bars, train, heldOut },
    grams: learnGrams(
      kind,
      others.map(({ content }) => content),
    ),
    real: drawn.slice(0, REAL_LOOPS),
    pairs: Array.from({ length: PAIRS }, (_, i) => [ends[2 * i]!, ends[2 * i + 1]!] as const),
  }
}

const workOf = ({ corpus, work }: GatheredLoop): string => `${corpus} ${work}`
