/** A card's figures as bars and words. */
import type { LoopCard, LoopFigure } from "#shared/contract/index.ts"

export const PROPERTIES = [
  ["expression", "Expression", "any real loop can be said"],
  ["realism", "Realism", "any place sounds like a real loop"],
  ["smoothness", "Smoothness", "near places sound alike"],
] as const satisfies readonly (readonly [keyof LoopCard, string, string])[]

/** 0.88 as "0.88", 3210 as "3,210". */
export function figureText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const text = value.toLocaleString("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return text.replace("-", "−")
}

export function goalText({ goal }: LoopFigure): string {
  if (goal?.atLeast !== undefined) return `at least ${figureText(goal.atLeast)}`
  return goal?.atMost === undefined ? "" : `at most ${figureText(goal.atMost)}`
}

export function isReached({ value, goal }: LoopFigure): boolean | null {
  if (!goal || (goal.atLeast === undefined && goal.atMost === undefined)) return null
  return value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity)
}

/** Where on a bar of 0..1 a number stands: the bar holds all that is compared. */
export function onBar(figure: LoopFigure): (value: number) => number {
  const compared = [
    ...[figure.value, figure.goal?.atLeast ?? 0, figure.goal?.atMost ?? 0],
    ...figure.baselines.map(({ value }) => value),
  ]
  const [low, high] = [Math.min(0, ...compared), Math.max(1e-9, ...compared)]
  const end = low >= 0 && high <= 1 ? 1 : high
  return (value) => (value - low) / (end - low)
}

/** In one sentence, for who cannot see the bar. */
export function spokenFigure(figure: LoopFigure): string {
  const goal = goalText(figure)
  const baselines = figure.baselines.map(({ name, value }) => `${name} ${figureText(value)}`)
  return [
    `${figure.name}: ${figureText(figure.value)}`,
    ...(goal ? [`goal ${goal}`] : []),
    ...baselines,
  ].join(", ")
}
