/** The t-SNE kernels said plainly, in double precision over all pairs: what the kernels are tested against. */
import type { Affinities } from "./affinities.ts"
import { CAUCHY, SHARP } from "./tsne-schedule.ts"

/** count x 3. */
export type Layout3 = Float64Array

export interface Forces {
  /** count x 3: sum of p (a - b) times the law's fall-off. */
  attraction: Float64Array
  /** count x 3, not yet divided by the normaliser. */
  repulsion: Float64Array
  /** Sum of similarities over all ordered pairs. */
  normaliser: number
}

export function computeForces(layout: Layout3, affinities: Affinities, law: number): Forces {
  const count = layout.length / 3
  const attraction = new Float64Array(layout.length)
  const repulsion = new Float64Array(layout.length)
  let normaliser = 0
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (j === i) continue
      const inverse = 1 / stretchOf(layout, i, j)
      const similarity = similarityAt(inverse, law)
      normaliser += similarity
      addForce(repulsion, layout, i, j, similarity * (law === SHARP ? similarity : inverse))
    }
    const end = affinities.rows[i + 1] ?? 0
    for (let edge = affinities.rows[i] ?? 0; edge < end; edge++) {
      const j = affinities.columns[edge] ?? 0
      const inverse = 1 / stretchOf(layout, i, j)
      const weight = affinities.weights[edge] ?? 0
      addForce(
        attraction,
        layout,
        i,
        j,
        weight * (law === SHARP ? similarityAt(inverse, law) : inverse),
      )
    }
  }
  return { attraction, repulsion, normaliser }
}

/** Kullback-Leibler divergence without the part that is constant in the layout; not defined for SHARP, which has none. */
export function costOf(layout: Layout3, affinities: Affinities, law: number): number {
  const count = layout.length / 3
  let normaliser = 0
  let cost = 0
  let total = 0
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (j !== i) normaliser += similarityAt(1 / stretchOf(layout, i, j), law)
    }
    const end = affinities.rows[i + 1] ?? 0
    for (let edge = affinities.rows[i] ?? 0; edge < end; edge++) {
      const weight = affinities.weights[edge] ?? 0
      const stretch = stretchOf(layout, i, affinities.columns[edge] ?? 0)
      cost -= weight * Math.log(similarityAt(1 / stretch, law))
      total += weight
    }
  }
  return cost + total * Math.log(normaliser)
}

function similarityAt(inverse: number, law: number): number {
  return law === CAUCHY ? inverse : inverse * Math.sqrt(inverse)
}

/** 1 + squared distance. */
function stretchOf(layout: Layout3, i: number, j: number): number {
  let sum = 1
  for (let d = 0; d < 3; d++) sum += ((layout[i * 3 + d] ?? 0) - (layout[j * 3 + d] ?? 0)) ** 2
  return sum
}

function addForce(to: Float64Array, layout: Layout3, i: number, j: number, factor: number): void {
  for (let d = 0; d < 3; d++) {
    const difference = (layout[i * 3 + d] ?? 0) - (layout[j * 3 + d] ?? 0)
    to[i * 3 + d] = (to[i * 3 + d] ?? 0) + factor * difference
  }
}
