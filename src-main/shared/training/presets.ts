/**
 * How large a model is and how long it learns, from what a person says: what for, from which music, for how long. The sizes
 * follow the measured steps of compute.md (a step of 4 layers, width 128, 8 rows of 128: about 0.11 s on two threads).
 */
import type { Dataset, DatasetId, Goal, Language, TrainingConfig } from "../contract/index.ts"

export const PRESETS = ["tiny", "minutes5", "minutes30", "gpu"] as const
export type Preset = (typeof PRESETS)[number]

type Size = Pick<
  TrainingConfig,
  "trunk" | "layers" | "width" | "heads" | "context" | "batch" | "rate" | "weightDecay"
>

/** On a processor, steps of a recurrent net teach most: after 500 of the chorales it was at .445 nats, a transformer that took as long at .468. */
const recurrent = { trunk: "gru", heads: 4, batch: 8, rate: 3e-3, weightDecay: 0.1 } as const

const SIZES: Record<Preset, Size> = {
  tiny: { ...recurrent, layers: 1, width: 96, context: 64 },
  minutes5: { ...recurrent, layers: 2, width: 160, context: 128 },
  minutes30: { ...recurrent, layers: 2, width: 256, context: 128 },
  gpu: {
    ...{ trunk: "transformer", layers: 8, width: 384, heads: 6, context: 512, batch: 32 },
    ...{ rate: 6e-4, weightDecay: 0.05 },
  },
}
/** Minutes that a preset is meant for. */
const PRESET_MINUTES: Record<Preset, number> = {
  ...{ tiny: 1, minutes5: 5, minutes30: 30, gpu: 30 },
}
/** Seconds a step where nothing was measured yet: two threads of a processor; of `gpu` a graphics card. */
const USUAL_SECONDS: Record<Preset, number> = {
  ...{ tiny: 0.03, minutes5: 0.12, minutes30: 0.25, gpu: 0.12 },
}

/** Notes below which a model learns by heart what it should learn from: it forgets more on the way. */
const FEW_NOTES = 20_000
const MANY_NOTES = 200_000
const [STRONG_DROPOUT, DROPOUT, WEAK_DROPOUT] = [0.25, 0.15, 0.1]
/** Measurements of a run: enough for a curve, few enough to cost little. */
const MEASUREMENTS = 24
const LEAST_STEPS = 40
/** The first moment that can be heard comes within so many seconds. */
const FIRST_SECONDS = 20
const MOST_STEPS = 10_000_000

export interface Wanted {
  readonly name: string
  readonly goal: Goal
  readonly datasets: readonly Pick<Dataset, "id" | "kind" | "notes">[]
  /** How long it may take; the preset's own time where absent. */
  readonly minutes?: number | undefined
  /** As `runs.estimate` measured it for this size; null: not measured yet. */
  readonly secondsAStep?: number | null | undefined
}

/** Four voices are told frame by frame where all of the music is that; anything else note by note. */
export const languageOf = (datasets: readonly Pick<Dataset, "kind">[]): Language =>
  datasets.length > 0 && datasets.every(({ kind }) => kind === "chorales") ? "chorales" : "notes"

/** Only four voices can be harmonised: the other three follow one. */
export const goalsOf = (datasets: readonly Pick<Dataset, "kind">[]): readonly Goal[] =>
  languageOf(datasets) === "chorales" ? ["continue", "harmonise", "new"] : ["continue", "new"]

/** The largest size that learns something worth hearing in that time. */
export function presetFor(minutes: number, hasGraphicsCard = false): Preset {
  if (minutes < 3) return "tiny"
  if (hasGraphicsCard) return "gpu"
  return minutes < 15 ? "minutes5" : "minutes30"
}

/** All settings of a run, so that it takes the time that was asked for. */
export function presetConfig(preset: Preset, wanted: Wanted): TrainingConfig {
  const { name, goal, datasets, minutes = PRESET_MINUTES[preset] } = wanted
  const secondsAStep = wanted.secondsAStep ?? USUAL_SECONDS[preset]
  const notes = datasets.reduce((sum, each) => sum + each.notes, 0)
  const language = languageOf(datasets)
  const isDrums = datasets.length > 0 && datasets.every(({ kind }) => kind === "drums")
  return {
    ...{ name, goal, language, datasets: datasets.map(({ id }): DatasetId => id) },
    ...SIZES[preset],
    ...pace(minutes * 60, secondsAStep),
    dropout: notes < FEW_NOTES ? STRONG_DROPOUT : notes < MANY_NOTES ? DROPOUT : WEAK_DROPOUT,
    ...{ clip: 1, patience: 10 },
    // A kit has no keys: transposed it would be another kit.
    ...{ transpose: !isDrums, stretchTempo: language === "notes" },
    varyVelocity: language === "notes",
    ...{ parent: null, tune: "full", rank: 8, seed: 1 },
  }
}

/** Steps for that long, with warm-up and measurements in proportion. */
export function pace(
  seconds: number,
  secondsAStep: number,
): Pick<TrainingConfig, "steps" | "warmUpSteps" | "measureEvery"> {
  const wanted = Math.round(seconds / Math.max(1e-6, secondsAStep))
  const steps = rounded(Math.min(MOST_STEPS, Math.max(LEAST_STEPS, wanted)))
  const soon = Math.max(1, Math.round(FIRST_SECONDS / Math.max(1e-6, secondsAStep)))
  const even = Math.ceil(steps / MEASUREMENTS)
  // A long run is heard early, too; but no more than four times as often as its curve needs.
  const measureEvery = rounded(Math.max(1, Math.min(even, Math.max(soon, Math.ceil(even / 4)))))
  return { steps, warmUpSteps: Math.min(200, Math.ceil(steps / 10)), measureEvery }
}

/** Two figures: 8,640 steps are no better than 8,600. */
function rounded(count: number): number {
  let unit = 1
  while (count / unit >= 100) unit *= 10
  return Math.max(1, Math.floor(count / unit) * unit)
}
