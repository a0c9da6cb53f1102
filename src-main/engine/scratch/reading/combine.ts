/** Rules and what was learnt, as one name: each weighs as much as it is sure. */
import { TECHNIQUE_CLASSES, type Label, type TechniqueClass } from "#shared/scratch/index.ts"

/** What rules do not even name as an alternative. */
const LEAST = 0.002
/** What a network holds for impossible may only be far from what it learnt. */
const LEAST_LEARNT = 0.02
const MOST_ALTERNATIVES = 4
const LEAST_SHARE = 0.005

/** @param shares of the techniques, then of nothing, as the network gives them @param weight of them beside the rules */
export function combined(label: Label, shares: ArrayLike<number>, weight: number): Label {
  // Rules refuse what does not repeat itself; a network that never saw it would name it.
  if (label.technique === null) return label
  const known = new Map<TechniqueClass, number>([[label.technique, label.confidence]])
  for (const { technique, confidence } of label.alternatives) known.set(technique, confidence)
  const both = TECHNIQUE_CLASSES.map((technique, i) => ({
    technique,
    confidence: (known.get(technique) ?? LEAST) * Math.max(LEAST_LEARNT, shares[i]!) ** weight,
  }))
  const sum = both.reduce((all, { confidence }) => all + confidence, 0)
  const sorted = both
    .map(({ technique, confidence }) => ({ technique, confidence: confidence / sum }))
    .sort((one, other) => other.confidence - one.confidence)
  const [best, ...others] = sorted as [(typeof sorted)[0], ...typeof sorted]
  const alternatives = others
    .filter(({ confidence }) => confidence >= LEAST_SHARE)
    .slice(0, MOST_ALTERNATIVES)
  return { ...label, ...best, alternatives }
}
