/** How much better than counting notes a model is, in words. */
import type { ModelCard } from "#shared/contract/index.ts"
import { methodText } from "./card-words.ts"

/** "0.41 nats under 5-gram of notes", the best of them, of pieces that were never looked at; null where that was not measured. */
export function gapToGrams({ results }: Pick<ModelCard, "results">): string | null {
  const result = results.find(({ split }) => split === "test") ?? results[0]
  const grams = result?.baselines.filter(({ name }) => name.includes("5-gram")) ?? []
  const [best] = grams.toSorted((a, b) => a.nll - b.nll)
  if (!result || !best) return null
  const gap = best.nll - result.nll
  return `${Math.abs(gap).toFixed(2)} nats ${gap >= 0 ? "under" : "over"} ${methodText(best.name)}`
}
