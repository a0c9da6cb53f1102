/** One sentence on how to read a map, from its figures. Pure. */
import type { Quality } from "#shared/contract/index.ts"

export function trustSentence({ trustworthiness, recall10, pcaRecall10 }: Quality): string {
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
      : `${shown}, no more than in a plain PCA (the tick).`
  return `${near} ${against} Distance between groups means little.`
}
