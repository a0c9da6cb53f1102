/** Runs and models in a musician's words. */
import type { Dataset, Goal, Model, ModelCard, Run } from "#shared/contract/index.ts"
import { countText, percentText } from "../../../ui/words.ts"

type Unit = Run["unit"]
type Baseline = Run["baselines"][number]

/** Two decimals: more are noise. A true minus. */
export const figureText = (nats: number): string => nats.toFixed(2).replace("-", "−")
const signedText = (nats: number): string => (nats > 0 ? "+" : "") + figureText(nats)

/** What a figure is of: a note, or one voice of a sixteenth. */
export const unitText = (unit: Unit): string =>
  unit === "note" ? "nats per note" : "nats per voice and sixteenth"

/** @param sets that are there of those it learns from */
export function chartTitle(unit: Unit, sets: readonly Pick<Dataset, "works">[] = []): string {
  const on =
    sets.length > 0 && !hasHeldOut(sets) ? "ends of pieces, not learnt" : "pieces it has not seen"
  return `${unit === "note" ? "Nats per note" : "Nats per voice and sixteenth"} on ${on}, lower is better`
}

const worksOf = (sets: readonly Pick<Dataset, "works">[], split: keyof Dataset["works"]): number =>
  sets.reduce((all, { works }) => all + works[split], 0)
const hasHeldOut = (sets: readonly Pick<Dataset, "works">[]): boolean =>
  worksOf(sets, "train") > 0 && worksOf(sets, "valid") > 0

/** Sums works of several sets; a set whose works are all to learn from has nothing that can be held out. */
export function splitText(sets: readonly Pick<Dataset, "works">[]): string {
  const [train, valid, test] = (["train", "valid", "test"] as const).map((split) =>
    worksOf(sets, split),
  ) as [number, number, number]
  if (hasHeldOut(sets))
    return `Split by work: ${train} to learn, ${valid} to check, ${test} never seen until the end.`
  const why = train + valid + test === 1 ? "All of it is one work" : "These are too few works"
  return `${why}, so that none can be held out: the last eighth of each piece is not learnt and checks the rest. How it does on other pieces is not measured.`
}

/** Why a part of a card is empty. */
export const unmeasuredText = (run: Pick<Run, "state"> | undefined): string =>
  run && isUnderWay(run)
    ? "Measured when it is done learning."
    : "Not measured: there was too little music that it had not learnt to hold it against."

export const GOAL_WORDS: Record<Goal, string> = {
  continue: "Continue a phrase",
  harmonise: "Harmonise a melody",
  new: "New pieces in this style",
}

/** The baseline that is hardest to beat; undefined where none was measured. */
export const strongest = (baselines: readonly Baseline[]): Baseline | undefined =>
  baselines.toSorted((a, b) => a.valid - b.valid)[0]

export interface Gap {
  /** "−0.41" */
  readonly text: string
  readonly against: string
  readonly isBetter: boolean
}

export function gapOf({ best, baselines }: Pick<Run, "best" | "baselines">): Gap | null {
  const baseline = strongest(baselines)
  if (!best || !baseline) return null
  const nats = best.valid - baseline.valid
  return { text: signedText(nats), against: baseline.name, isBetter: nats < 0 }
}

/** One sentence on how far to trust it. */
export function verdictText({ best, baselines }: Pick<Run, "best" | "baselines">): string {
  if (!best) return "Not measured yet"
  const beaten = baselines.filter(({ valid }) => best.valid < valid)
  const baseline = strongest(baselines)
  if (!baseline) return "No simple method was measured beside it"
  if (beaten.length === baselines.length) return `Better than ${namesOf(baselines)}`
  if (beaten.length === 0) return `Not yet better than ${namesOf(baselines)}`
  return `Better than ${namesOf(beaten)}, not yet than ${baseline.name}`
}

/** "repeat, note frequencies and 5-gram" */
function namesOf(baselines: readonly Baseline[]): string {
  const names = baselines.map(({ name }) => name)
  return names.length < 2
    ? (names[0] ?? "")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`
}

export const isUnderWay = ({ state }: Pick<Run, "state">): boolean =>
  state === "learning" || state === "waiting" || state === "paused"

export const fractionOf = ({ step, config }: Pick<Run, "step" | "config">): number =>
  Math.min(1, step / config.steps)

export function stateText(run: Pick<Run, "state" | "step" | "config">): string {
  const done = percentText(fractionOf(run))
  switch (run.state) {
    case "waiting":
      return "Waiting for its turn"
    case "learning":
      return `Learning, ${done}`
    case "paused":
      return `Paused at ${done}`
    case "stopped":
      return `Stopped by you at ${done}`
    case "failed":
      return "Stopped by a problem"
    case "finished":
      return run.step < run.config.steps ? "Done, no longer improving" : "Done"
  }
}

/** "412 steps a minute", "3.2 steps a second" */
export function paceText(stepsPerSecond: number | null): string {
  if (stepsPerSecond === null) return ""
  if (stepsPerSecond >= 10) return `${Math.round(stepsPerSecond)} steps/s`
  if (stepsPerSecond >= 1) return `${stepsPerSecond.toFixed(1)} steps/s`
  return `${Math.round(stepsPerSecond * 60)} steps/min`
}

/** "0.91 million numbers" */
export const sizeText = (parameters: number): string =>
  parameters >= 100_000
    ? `${(parameters / 1e6).toFixed(parameters >= 1e7 ? 0 : 1)} million numbers`
    : countText(parameters, "number")

/** "about 40 s", "about 25 min", "about 2 h" */
export function aboutText(seconds: number): string {
  if (seconds < 57.5) return `about ${Math.max(5, Math.round(seconds / 5) * 5)} s`
  if (seconds < 3600) return `about ${Math.round(seconds / 60)} min`
  const hours = seconds / 3600
  return `about ${hours < 10 ? Number(hours.toFixed(1)) : Math.round(hours)} h`
}

/** "8,640" */
export const stepsText = (steps: number): string => steps.toLocaleString("en-GB")

/** When in its learning something was: "2 min". */
export function ageText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  return `${Number((seconds / 3600).toFixed(1))} h`
}

export interface Result {
  readonly nll: number
  readonly split: "valid" | "test"
  readonly baselines: readonly { readonly name: string; readonly nll: number }[]
}

/** On pieces that were never looked at where there are any. */
export const resultOf = ({ results }: Pick<ModelCard, "results">): Result | undefined =>
  results.find(({ split }) => split === "test") ?? results[0]

export const figureOf = (model: Pick<Model, "card">): string => {
  const result = resultOf(model.card)
  return result ? figureText(result.nll) : ""
}

export const USE_WORDS = {
  ship: "May be shared",
  private: "Stays private",
  evaluate: "Only to try out, never shared",
} as const
