/** Does any place sound like a real loop? Loops out of the prior beside real ones (music.md 6). */
import type { LoopFigure } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import { hearingOf } from "../heard/hearing.ts"
import { distance } from "./exactness.ts"
import type { Examination } from "./examination.ts"
import { featuresOf } from "./features.ts"
import { twoSampleAccuracy } from "./two-sample.ts"

const SEED = 6
/** The nearest loop learnt is looked for to so many. */
const NEAREST_OF = 100

type Loops = readonly Uint8Array[]

export interface Drawn {
  /** As many as `real` has. */
  samples: Loops
  untrained: Loops
}

export function realismFigures(
  examination: Examination,
  { samples, untrained }: Drawn,
): LoopFigure[] {
  const { kind, bars, grams, real, ofAllWorks, train } = examination
  const random = seededRandom(SEED)
  const drawn = real.map(() => grams.draw(bars, random))
  const learnt = real.map(() => train[Math.floor(random() * train.length)]!.content)
  const surprises = (loops: Loops): number[] => loops.map((loop) => grams.surprise(loop))
  const usual = surprises(real)
  const surprise = (loops: Loops): number => mean(surprises(loops))
  const off = (loops: Loops): number => Math.abs(surprise(loops) - mean(usual)) / deviation(usual)
  const features = (loops: Loops): number[][] => loops.map((loop) => featuresOf(kind, loop))
  const told = (loops: Loops): number =>
    twoSampleAccuracy(features(ofAllWorks), features(loops), SEED)
  const figure = (
    name: string,
    of: (loops: Loops) => number,
    goal: LoopFigure["goal"],
  ): LoopFigure => ({
    ...{ name, value: of(samples), goal },
    baselines: [
      { name: "loops learnt from", value: of(learnt) },
      { name: "5-gram's own", value: of(drawn) },
      { name: "untrained", value: of(untrained) },
    ],
  })
  const beside = (of: (loops: Loops) => number): LoopFigure["baselines"] => [
    { name: "real loops", value: of(ofAllWorks) },
  ]
  const same = (loops: Loops): number => copied(examination, loops)
  const away = (loops: Loops): number => nearest(examination, loops)
  return [
    figure("samples told from real loops", told, { atMost: 0.65 }),
    figure("surprise off real loops', in deviations", off, { atMost: 1 }),
    figure("surprise, nats a step", surprise, null),
    {
      name: "the same as a loop learnt",
      value: same(samples),
      goal: null,
      baselines: beside(same),
    },
    {
      name: "away from the nearest learnt",
      value: away(samples),
      goal: null,
      baselines: beside(away),
    },
  ]
}

/** Share that is the same as one of those learnt from. */
function copied({ kind, train }: Examination, loops: Loops): number {
  const { likeness } = hearingOf(kind)
  const textOf = (loop: Uint8Array): string => String.fromCharCode(...likeness(loop))
  const known = new Set(train.map(({ content }) => textOf(content)))
  return loops.filter((loop) => known.has(textOf(loop))).length / loops.length
}

/** Steps, or cells of drums, in which a loop differs from the one learnt that is nearest: the mean of some. */
function nearest({ kind, train }: Examination, loops: Loops): number {
  const some = loops.slice(0, NEAREST_OF)
  return mean(
    some.map((loop) =>
      train.reduce(
        (least, { content }) => Math.min(least, distance(kind, loop, content)),
        Infinity,
      ),
    ),
  )
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
