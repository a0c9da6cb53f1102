/** A stretch with its name, in numbers that a person can take: shares instead of nats. */
import type { Gesture } from "#shared/gesture/index.ts"
import type { TechniqueClass } from "../technique-names.ts"
import type { ReadFader } from "./fader.ts"
import type { ReadStroke } from "./motion.ts"
import type { Cost } from "./rules.ts"

export interface Label {
  startSeconds: number
  endSeconds: number
  /** null: unsure, or nothing that has a name. */
  technique: TechniqueClass | null
  confidence: number
  alternatives: { technique: TechniqueClass; confidence: number }[]
  strokes: number
}

export interface Reading extends Label {
  segments: Label[]
}

const MOST_ALTERNATIVES = 4
const LEAST_SHARE = 0.005

export const nothing = ({ durationSeconds }: Pick<Gesture, "durationSeconds">): Label => ({
  ...{ startSeconds: 0, endSeconds: durationSeconds, technique: null },
  ...{ confidence: 0, alternatives: [], strokes: 0 },
})

/** @param costs the cheapest first @param none what it costs to have no name */
export function labelOf(
  strokes: readonly ReadStroke[],
  costs: readonly Pick<Cost, "technique" | "nats">[],
  none: number,
): Label {
  const least = Math.min(costs[0]!.nats, none)
  const weights = costs.map(({ nats }) => Math.exp(least - nats))
  const sum = weights.reduce((all, weight) => all + weight, Math.exp(least - none))
  const shares = costs.map(({ technique }, i) => ({ technique, confidence: weights[i]! / sum }))
  const isNamed = costs[0]!.nats < none
  const alternatives = shares
    .slice(isNamed ? 1 : 0)
    .filter(({ confidence }) => confidence >= LEAST_SHARE)
    .slice(0, MOST_ALTERNATIVES)
  return {
    ...{ startSeconds: strokes[0]!.startSeconds, endSeconds: strokes.at(-1)!.endSeconds },
    technique: isNamed ? shares[0]!.technique : null,
    confidence: isNamed ? shares[0]!.confidence : 1 - Math.exp(least - none) / sum,
    ...{ alternatives, strokes: strokes.length },
  }
}

/** Without its name, which stands first among what it may be. */
export function unsure(label: Label): Label {
  const { technique, confidence, alternatives } = label
  if (technique === null) return label
  const all = [{ technique, confidence }, ...alternatives].slice(0, MOST_ALTERNATIVES)
  return { ...label, technique: null, confidence: 1 - confidence, alternatives: all }
}

/** Closed all the time. */
export const isSilent = ({ edges, high, low }: ReadFader, openEnd: string): boolean =>
  edges.length === 0 &&
  high !== null &&
  ((openEnd === "high" && high < CLOSED) || (openEnd === "low" && low! > 1 - CLOSED))
const CLOSED = 0.045
