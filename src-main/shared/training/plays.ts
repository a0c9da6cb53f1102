/** What a model plays, as far as its card tells. */
import type { Model, ModelCard } from "../contract/index.ts"

/** Corpora of drums alone, which starters learnt from. */
const DRUMS = new Set(["groove"])

/** Undefined for a model of somebody's own whose card is older than the question. */
export function whatPlays({
  card: { plays, learntFrom },
  isStarter,
}: Pick<Model, "card" | "isStarter">): ModelCard["plays"] {
  const ofDrums = learntFrom.filter(({ name }) => DRUMS.has(name)).length
  if (plays !== undefined || learntFrom.length === 0) return plays
  if (ofDrums === learntFrom.length) return "drums"
  if (!isStarter) return undefined
  return ofDrums > 0 ? "both" : "pitches"
}
