/** The best gesture that was found of every kind. Quality and coverage never fall. */
import { GENES } from "../gestures/index.ts"
import { BEHAVIOURS, NICHES } from "./niches.ts"

/** Rhythm, expression, variety, ease: what a quality is made of. */
export const PARTS = ["rhythm", "expression", "variety", "ease"] as const

export interface Elite {
  niche: number
  quality: number
  genes: Float32Array
  behaviour: Float32Array
  /** In the order of PARTS. */
  parts: Float32Array
}

/** Elites as columns, in the order in which their niches were filled, from which the search draws. */
export interface EliteColumns {
  niches: Int32Array
  qualities: Float32Array
  genes: Float32Array
  behaviours: Float32Array
  parts: Float32Array
}

export class EliteArchive {
  /** NaN: nobody is there. */
  readonly qualities = new Float32Array(NICHES).fill(NaN)
  readonly #genes = new Float32Array(NICHES * GENES)
  readonly #behaviours = new Float32Array(NICHES * BEHAVIOURS)
  readonly #parts = new Float32Array(NICHES * PARTS.length)
  /** Filled niches, in the order in which they were. */
  readonly niches: number[] = []

  genesOf(niche: number): Float32Array {
    return this.#genes.subarray(niche * GENES, (niche + 1) * GENES)
  }

  behaviourOf(niche: number): Float32Array {
    return this.#behaviours.subarray(niche * BEHAVIOURS, (niche + 1) * BEHAVIOURS)
  }

  partsOf(niche: number): Float32Array {
    return this.#parts.subarray(niche * PARTS.length, (niche + 1) * PARTS.length)
  }

  /** Whether it is kept: it is worth something, and more than who was there. */
  offer({ niche, quality, genes, behaviour, parts }: Elite): boolean {
    const before = this.qualities[niche]!
    if (!(quality > 0) || Math.fround(quality) <= before) return false
    if (Number.isNaN(before)) this.niches.push(niche)
    this.qualities[niche] = quality
    this.genesOf(niche).set(genes)
    this.behaviourOf(niche).set(behaviour)
    this.partsOf(niche).set(parts)
    return true
  }

  /** Mean distance to the nearest others in the space of behaviours: what is alone is new. */
  noveltyOf(behaviour: Float32Array, nearest = 5): number {
    const best = new Float64Array(nearest).fill(Infinity)
    for (const niche of this.niches) {
      let sum = 0
      for (let i = 0; i < BEHAVIOURS; i++)
        sum += (behaviour[i]! - this.#behaviours[niche * BEHAVIOURS + i]!) ** 2
      for (let at = nearest - 1; at >= 0 && sum < best[at]!; at--) {
        if (at + 1 < nearest) best[at + 1] = best[at]!
        best[at] = sum
      }
    }
    const found = best.filter((value) => value < Infinity)
    if (found.length === 0) return 1
    return found.reduce((sum, value) => sum + Math.sqrt(value), 0) / found.length
  }

  figures(): { coverage: number; best: number; sum: number } {
    let [best, sum] = [0, 0]
    for (const niche of this.niches) {
      best = Math.max(best, this.qualities[niche]!)
      sum += this.qualities[niche]!
    }
    return { coverage: this.niches.length / NICHES, best, sum }
  }

  columns(): EliteColumns {
    const { niches } = this
    const rows = (of: (niche: number) => Float32Array, width: number): Float32Array => {
      const all = new Float32Array(niches.length * width)
      for (const [at, niche] of niches.entries()) all.set(of(niche), at * width)
      return all
    }
    return {
      niches: Int32Array.from(niches),
      qualities: Float32Array.from(niches, (niche) => this.qualities[niche]!),
      genes: rows((niche) => this.genesOf(niche), GENES),
      behaviours: rows((niche) => this.behaviourOf(niche), BEHAVIOURS),
      parts: rows((niche) => this.partsOf(niche), PARTS.length),
    }
  }

  static of({ niches, qualities, genes, behaviours, parts }: EliteColumns): EliteArchive {
    const archive = new EliteArchive()
    const row = (all: Float32Array, at: number, width: number): Float32Array =>
      all.subarray(at * width, (at + 1) * width)
    for (const [at, niche] of niches.entries())
      archive.offer({
        ...{ niche, quality: qualities[at]!, genes: row(genes, at, GENES) },
        behaviour: row(behaviours, at, BEHAVIOURS),
        parts: row(parts, at, PARTS.length),
      })
    return archive
  }
}
