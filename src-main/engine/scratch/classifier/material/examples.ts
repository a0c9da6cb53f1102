/** What the classifier learns from: nothing but the generator, by the seed alone. */
import { seededRandom } from "#shared/music/random.ts"
import { TECHNIQUE_CLASSES } from "#shared/scratch/index.ts"
import { featuresOf, MOST_STROKES } from "../features.ts"
import { played, wandering } from "./play.ts"
import { seen } from "./rig.ts"

export interface Example {
  /** Of the classes; the last is nothing. */
  label: number
  rows: Float32Array[]
}

/** How many of all have no name. */
const NAMELESS = 0.1

/** The example of a number: the same, whatever was made before. */
export function exampleOf(seed: number, number: number): Example {
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
  for (;;) {
    const isNameless = random() < NAMELESS
    const label = isNameless ? TECHNIQUE_CLASSES.length : number % TECHNIQUE_CLASSES.length
    const name = TECHNIQUE_CLASSES[label]
    const { gesture, openEnd } = seen(name ? played(name, random) : wandering(random), random)
    const rows = featuresOf(gesture, openEnd).slice(0, MOST_STROKES)
    if (rows.length > 0) return { label, rows }
  }
}
