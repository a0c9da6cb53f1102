/** Can any real loop be said? Loops of held-out works, to points and back (music.md 6). */
import type { LoopFigure } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import type { GatheredLoop } from "../material/gather.ts"
import type { Coder } from "../network/coder.ts"
import { added, distance, type Exactness, exactness, NOTHING } from "./exactness.ts"
import type { Examination } from "./examination.ts"

/** A loop that comes back with no more differences is covered. */
const COVERED = 4
/** The nearest loop is looked for to so many: it takes as many comparisons as were learnt from. */
const NEAREST_OF = 300
const SEED = 5

export interface ExpressionOptions {
  coder: Coder
  untrained: Coder
  corpusNames: readonly string[]
}

export async function expressionFigures(
  examination: Examination,
  { coder, untrained, corpusNames }: ExpressionOptions,
): Promise<LoopFigure[]> {
  const { kind, heldOut } = examination
  const own = await backAndForth(examination, coder)
  const raw = await backAndForth(examination, untrained)
  const nearest = nearestLearnt(examination)
  const all = summed(own)
  const baselines = (of: (counts: Exactness) => number): LoopFigure["baselines"] => [
    { name: "nearest loop learnt", value: of(nearest) },
    { name: "untrained", value: of(summed(raw)) },
  ]
  const figures: LoopFigure[] = [
    { name: "steps right", value: steps(all), goal: { atLeast: 0.9 }, baselines: baselines(steps) },
    {
      name: "onsets right",
      value: onsets(all),
      goal: { atLeast: 0.75 },
      baselines: baselines(onsets),
    },
    {
      name: "onsets too many, of those there are",
      value: all.onsetsTooMany / all.onsets,
      goal: null,
      baselines: [],
    },
    { name: "loops covered", value: covered(kind, own), goal: null, baselines: [] },
  ]
  if (kind === "drums")
    figures.push({
      ...{ name: "steps of each drum right", value: cells(all), goal: null },
      baselines: baselines(cells),
    })
  for (const [corpus, name] of corpusNames.entries()) {
    const some = own.filter(({ loop }) => loop.corpus === corpus)
    if (some.length === 0 || some.length === heldOut.length) continue
    const counts = summed(some)
    figures.push({ name: `steps right, ${name}`, value: steps(counts), goal: null, baselines: [] })
    figures.push({
      name: `onsets right, ${name}`,
      value: onsets(counts),
      goal: null,
      baselines: [],
    })
  }
  return figures
}

interface Returned {
  loop: GatheredLoop
  back: Uint8Array
  counts: Exactness
}

async function backAndForth({ kind, heldOut }: Examination, coder: Coder): Promise<Returned[]> {
  const { mean } = await coder.encode(heldOut.map(({ content }) => content))
  const backs = await coder.decode(mean)
  return heldOut.map((loop, i) => ({
    loop,
    back: backs[i]!,
    counts: exactness(kind, loop.content, backs[i]!),
  }))
}

function nearestLearnt({ kind, heldOut, train }: Examination): Exactness {
  const random = seededRandom(SEED)
  let sums = NOTHING
  for (let i = 0; i < Math.min(NEAREST_OF, heldOut.length); i++) {
    const { content } = heldOut[Math.floor(random() * heldOut.length)]!
    let best = { content, away: Infinity }
    for (const other of train) {
      const away = distance(kind, content, other.content)
      if (away < best.away) best = { content: other.content, away }
    }
    sums = added(sums, exactness(kind, content, best.content))
  }
  return sums
}

const steps = ({ steps: all, stepsRight }: Exactness): number => stepsRight / all
const onsets = ({ onsets: all, onsetsRight }: Exactness): number => onsetsRight / all
/** Of drums: what is right of every kind by itself at every step. */
const cells = ({ steps: all, onsets: hits, onsetsRight, onsetsTooMany }: Exactness): number =>
  1 - (hits - onsetsRight + onsetsTooMany) / (all * DRUM_KINDS)
const summed = (all: readonly Returned[]): Exactness =>
  all.reduce((sum, { counts }) => added(sum, counts), NOTHING)

function covered(kind: Examination["kind"], all: readonly Returned[]): number {
  const near = all.filter(({ loop, back }) => distance(kind, loop.content, back) <= COVERED)
  return near.length / all.length
}
