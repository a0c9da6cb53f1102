/** What the person likes, out of thumbs: which way later answers lean. */
import type { JamMode } from "#shared/contract/index.ts"
import type { Phrase } from "./phrase.ts"

/** What of an answer a thumb can be about. */
export const TRAITS = ["density", "clicks", "extent", "halts", "likeness"] as const
export type Trait = (typeof TRAITS)[number]
export type Traits = Readonly<Record<Trait, number>>

export interface Rated {
  readonly mode: JamMode
  readonly traits: Traits
  readonly isLiked: boolean
}

export type Leaning = Readonly<Record<Trait, number>>

/** What is usual, and how much it differs. */
const USUAL: Readonly<Record<Trait, readonly [middle: number, spread: number]>> = {
  density: [1.2, 0.8],
  clicks: [0.4, 0.5],
  extent: [-2.3, 0.6],
  halts: [0.1, 0.3],
  likeness: [0.65, 0.15],
}
/** A few thumbs are no taste yet. */
const DOUBT = 6
/** Thumbs of another mode say less. */
const OTHER_MODE = 0.4

/** @param onsets how many @param likeness 0..1, that was measured */
export function traitsOf(phrase: Phrase, onsets: number, likeness: number): Traits {
  const { moves, beats } = phrase
  const mean = (of: (move: Phrase["moves"][number]) => number): number =>
    moves.length === 0 ? 0 : moves.reduce((sum, move) => sum + of(move), 0) / moves.length
  return {
    density: Math.log2((1 + onsets) / beats) + 0.5,
    clicks: mean(({ shut }) => shut.length),
    extent: Math.log2(0.02 + mean(({ way }) => Math.abs(way))),
    halts: mean(({ halts }) => halts),
    likeness,
  }
}

/** Above 0: more of it. */
export function leaningOf(rated: readonly Rated[], mode: JamMode): Leaning {
  const leaning = Object.fromEntries(TRAITS.map((trait) => [trait, 0])) as Record<Trait, number>
  let weights = DOUBT
  for (const one of rated) {
    const weight = one.mode === mode ? 1 : OTHER_MODE
    weights += weight
    for (const trait of TRAITS)
      leaning[trait] += weight * (one.isLiked ? 1 : -1) * usual(trait, one.traits[trait])
  }
  for (const trait of TRAITS) leaning[trait] /= weights
  return leaning
}

/** How well an answer goes with a leaning: about -1 to 1. */
export function likingOf(traits: Traits, leaning: Leaning): number {
  const sum = TRAITS.reduce((all, trait) => all + leaning[trait] * usual(trait, traits[trait]), 0)
  return sum / (1 + Math.abs(sum))
}

/** How far from usual, -2 to 2. */
function usual(trait: Trait, value: number): number {
  const [middle, spread] = USUAL[trait]
  return Math.min(2, Math.max(-2, (value - middle) / spread))
}
