/** How much of a loop comes back from its point. */
import type { LoopKind } from "#shared/contract/loops.ts"
import { DRUM_KINDS } from "../heard/drums.ts"
import { isOnset } from "../heard/melody.ts"

export interface Exactness {
  steps: number
  stepsRight: number
  /** Of drums: hits. */
  onsets: number
  onsetsRight: number
  /** Where the original has none. */
  onsetsTooMany: number
}

/**
 * Of melodies a step is right with the same code, an onset with the same pitch at its step. Of drums a step is right where the
 * same kinds are struck, a hit where its kind is; how hard is not asked.
 */
export function exactness(kind: LoopKind, given: Uint8Array, back: Uint8Array): Exactness {
  return kind === "melody" ? ofMelody(given, back) : ofDrums(given, back)
}

function ofMelody(given: Uint8Array, back: Uint8Array): Exactness {
  const sums: Exactness = { ...NOTHING, steps: given.length }
  for (const [step, code] of given.entries()) {
    if (code === back[step]) sums.stepsRight++
    if (!isOnset(code) && isOnset(back[step]!)) sums.onsetsTooMany++
    if (!isOnset(code)) continue
    sums.onsets++
    if (code === back[step]) sums.onsetsRight++
  }
  return sums
}

function ofDrums(given: Uint8Array, back: Uint8Array): Exactness {
  const sums: Exactness = { ...NOTHING, steps: given.length / DRUM_KINDS }
  for (let step = 0; step < sums.steps; step++) {
    let isRight = true
    for (let cell = step * DRUM_KINDS; cell < (step + 1) * DRUM_KINDS; cell++) {
      const [hit, told] = [given[cell]! > 0, back[cell]! > 0]
      if (hit !== told) isRight = false
      if (hit) sums.onsets++
      if (hit && told) sums.onsetsRight++
      if (!hit && told) sums.onsetsTooMany++
    }
    if (isRight) sums.stepsRight++
  }
  return sums
}

export const NOTHING: Exactness = {
  ...{ steps: 0, stepsRight: 0, onsets: 0, onsetsRight: 0, onsetsTooMany: 0 },
}

export function added(one: Exactness, other: Exactness): Exactness {
  return {
    steps: one.steps + other.steps,
    stepsRight: one.stepsRight + other.stepsRight,
    onsets: one.onsets + other.onsets,
    onsetsRight: one.onsetsRight + other.onsetsRight,
    onsetsTooMany: one.onsetsTooMany + other.onsetsTooMany,
  }
}

/** Steps, or cells of drums, in which two loops differ: what distances between loops are counted in. */
export function distance(kind: LoopKind, one: Uint8Array, other: Uint8Array): number {
  const isMelody = kind === "melody"
  let sum = 0
  for (let at = 0; at < one.length; at++) {
    const a = one[at]!
    const b = other[at]!
    if (isMelody ? a !== b : a > 0 !== b > 0) sum++
  }
  return sum
}
