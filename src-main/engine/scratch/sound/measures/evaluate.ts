/** Models beside one another on takes that none of them has learnt from, with what chance there is in which takes those were. */
import { type Random, seededRandom } from "#shared/music/random.ts"
import type { HeardTake } from "../fit/heard-take.ts"
import type { SoundModel } from "./baselines.ts"
import { type Figures, figuresOf, type Metric, METRICS } from "./metrics.ts"

export interface Interval {
  mean: number
  /** 95 %, bootstrapped over takes (B. Efron, 1979). */
  low: number
  high: number
}

export interface ModelFigures {
  model: string
  /** Take by take. */
  takes: Figures[]
  figures: Record<Metric, Interval>
}

/** Yields after each model. */
export function* evaluateModels(
  models: Readonly<Record<string, SoundModel>>,
  test: readonly HeardTake[],
): Generator<ModelFigures> {
  for (const [model, soundOf] of Object.entries(models)) {
    const takes = test.map((take) => figuresOf(soundOf(take), take.heard))
    const figures = Object.fromEntries(
      METRICS.map((metric) => [metric, bootstrapped(takes.map((each) => each[metric]))]),
    ) as Record<Metric, Interval>
    yield { model, takes, figures }
  }
}

const RESAMPLES = 2000
const SEED = 1

export function bootstrapped(values: readonly number[]): Interval {
  const random: Random = seededRandom(SEED)
  const mean = meanOf(values)
  const means = Array.from({ length: RESAMPLES }, () =>
    meanOf(values.map(() => values[Math.floor(random() * values.length)]!)),
  ).sort((one, other) => one - other)
  return { mean, low: means[0.025 * RESAMPLES]!, high: means[0.975 * RESAMPLES - 1]! }
}

/** How much better a model is than another, take by take: above 0 is better. */
export function betterBy(one: ModelFigures, other: ModelFigures, metric: Metric): Interval {
  const sign = metric === "onsetF1" ? 1 : -1
  return bootstrapped(one.takes.map((each, i) => sign * (each[metric] - other.takes[i]![metric])))
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
