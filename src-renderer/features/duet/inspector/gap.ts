/** How much better than counting notes a model is, in words. */
import type { ModelCard } from "#shared/contract/index.ts"

/** "0.41 nats under 5-gram", of pieces that were never looked at; null where that was not measured. */
export function gapToGrams({ results }: ModelCard): string | null {
  const result = results.find(({ split }) => split === "test") ?? results[0]
  const grams = result?.baselines.find(({ name }) => name.includes("5-gram"))
  if (!result || !grams) return null
  const gap = grams.nll - result.nll
  return `${Math.abs(gap).toFixed(2)} nats ${gap >= 0 ? "under" : "over"} 5-gram`
}
