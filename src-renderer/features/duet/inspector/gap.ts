/** How much better than counting notes a model is, in words. */
import type { ModelCard } from "#shared/contract/index.ts"

/** "0.41 nats under 5-gram", the best of them, of pieces that were never looked at; null where that was not measured. */
export function gapToGrams({ results }: ModelCard): string | null {
  const result = results.find(({ split }) => split === "test") ?? results[0]
  const grams = result?.baselines.filter(({ name }) => name.includes("5-gram")) ?? []
  if (!result || grams.length === 0) return null
  const gap = Math.min(...grams.map(({ nll }) => nll)) - result.nll
  return `${Math.abs(gap).toFixed(2)} nats ${gap >= 0 ? "under" : "over"} 5-gram`
}
