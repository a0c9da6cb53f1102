/** New gestures: by chance alone, or out of those that were found. */
import { nearNormal, type Random } from "#shared/music/random.ts"
import { GENES } from "../gestures/index.ts"

export const byChance = (random: Random): Float32Array =>
  Float32Array.from({ length: GENES }, () => random())

/** A step around one gesture, the same in all directions. */
const STEP = 0.06
/** Along the line to another one (Vassiliades & Mouret 2018). */
const LINE = 0.25
/** One gene of a child is drawn anew so often: loops and open or closed are no matter of small steps. */
const ANEW = 0.5

export function around(parent: Float32Array, random: Random): Float32Array {
  return bounded(parent.map((gene) => gene + STEP * nearNormal(random)))
}

/** Small steps, and along the line to a second parent; sometimes with a gene of chance. */
export function between(one: Float32Array, other: Float32Array, random: Random): Float32Array {
  const way = LINE * nearNormal(random)
  const child = one.map(
    (gene, at) => gene + 0.5 * STEP * nearNormal(random) + way * (other[at]! - gene),
  )
  if (random() < ANEW) child[Math.floor(random() * GENES)] = random()
  return bounded(child)
}

/** Genes lie in 0..1: what goes beyond is mirrored. */
export function bounded(genes: Float32Array): Float32Array {
  for (let at = 0; at < genes.length; at++) {
    const gene = Math.abs(genes[at]!) % 2
    genes[at] = gene > 1 ? 2 - gene : gene
  }
  return genes
}
