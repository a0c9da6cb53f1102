/** One round of a technique, as the grammar draws it for a hand without jitter. */
import type { Gesture } from "../../../src-main/shared/gesture/index.ts"
import {
  techniqueGesture,
  TECHNIQUES,
  type TechniqueClass,
} from "../../../src-main/shared/scratch/index.ts"

interface Round {
  seconds: number
  /** Of record, a full stroke. */
  extentSeconds: number
}

export const roundOf = (name: TechniqueClass, { seconds, extentSeconds }: Round): Gesture =>
  techniqueGesture({ ...TECHNIQUES[name], beats: 1, extentSeconds }, { bpm: 60 / seconds })
