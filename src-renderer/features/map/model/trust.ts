/** One sentence on how to read a map, from its figures. Pure. */
import type { Quality } from "#shared/contract/index.ts"

/** With fewer chunks nearly all of them are each other's ten most similar, whatever the map. */
export const LEAST_MEASURABLE = 24

export function trustSentence(quality: Quality, chunks: number): string {
  const { trustworthiness, recall10, pcaRecall10 } = quality
  if (chunks < LEAST_MEASURABLE) {
    return "With so few chunks there is little to measure: every dot is near every other. Listen."
  }
  const near =
    trustworthiness >= 0.95
      ? "Near means similar."
      : trustworthiness >= 0.88
        ? "Near mostly means similar."
        : "Near often misleads here: listen before you trust it."
  const shown = `Of a chunk’s ten most similar, ${Math.round(recall10 * 10)} lie close by`
  const against =
    recall10 > pcaRecall10 + 0.02
      ? `${shown} (plain PCA, the tick: ${Math.round(pcaRecall10 * 10)}).`
      : recall10 > pcaRecall10 - 0.05
        ? `${shown}, no more than in a plain PCA (the tick).`
        : `${shown}, fewer than the ${Math.round(pcaRecall10 * 10)} of a plain PCA (the tick).`
  return `${near} ${against} Distance between groups means little.`
}
