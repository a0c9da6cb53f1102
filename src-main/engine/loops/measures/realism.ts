/** Does any place sound like a real loop? Loops out of the prior beside real ones (music.md 6). */
import type { LoopFigure } from "#shared/contract/loops.ts"
import { seededRandom } from "#shared/music/random.ts"
import { distance } from "./exactness.ts"
import type { Examination } from "./examination.ts"
import { featuresOf } from "./features.ts"
import { twoSampleAccuracy } from "./two-sample.ts"

const SEED = 6

export interface Drawn {
  /** As many as `real` has. */
  samples: readonly Uint8Array[]
  untrained: readonly Uint8Array[]
}

export function realismFigures(
  examination: Examination,
  { samples, untrained }: Drawn,
): LoopFigure[] {
  const { kind, bars, grams, real, train } = examination
  const random = seededRandom(SEED)
  const drawn = real.map(() => grams.draw(bars, random))
  const surprises = (loops: readonly Uint8Array[]): number[] =>
    loops.map((loop) => grams.surprise(loop))
  const usual = surprises(real)
  const off = (loops: readonly Uint8Array[]): number =>
    Math.abs(mean(surprises(loops)) - mean(usual)) / deviation(usual)
  const features = (loops: readonly Uint8Array[]) => loops.map((loop) => featuresOf(kind, loop))
  const told = (loops: readonly Uint8Array[]): number =>
    twoSampleAccuracy(features(real), features(loops), SEED)
  const beside = (of: (loops: readonly Uint8Array[]) => number): LoopFigure["baselines"] => [
    { name: "5-gram's own", value: of(drawn) },
    { name: "untrained", value: of(untrained) },
  ]
  return [
    {
      name: "samples told from real loops",
      value: told(samples),
      goal: { atMost: 0.65 },
      baselines: beside(told),
    },
    {
      name: "surprise off real loops', in deviations",
      value: off(samples),
      goal: { atMost: 1 },
      baselines: beside(off),
    },
    {
      ...{ name: "surprise of samples, nats a step", value: mean(surprises(samples)), goal: null },
      baselines: [
        { name: "real loops", value: mean(usual) },
        ...beside((loops) => mean(surprises(loops))),
      ],
    },
    {
      name: "samples that were learnt from",
      value: copied(kind, samples, train),
      goal: null,
      baselines: [{ name: "real loops", value: copied(kind, real, train) }],
    },
  ]
}

/** Share that is the same as one of those learnt from. */
function copied(
  kind: Examination["kind"],
  loops: readonly Uint8Array[],
  train: Examination["train"],
): number {
  const same = loops.filter((loop) =>
    train.some(({ content }) => distance(kind, loop, content) === 0),
  )
  return same.length / loops.length
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
